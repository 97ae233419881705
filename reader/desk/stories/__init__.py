"""What is open and what is kept, as stories: grouped, placed by hand, lettered, listed without their texts."""
