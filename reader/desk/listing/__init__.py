"""What a list shows and what is chosen from it: folders, rows of stories, articles that a verb means."""
