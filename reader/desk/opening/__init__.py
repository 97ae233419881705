"""What was named becomes articles: files, folders and standard input read, cleaned together, taught."""
