"""Line-drawn widgets: each paints the rows that are on screen and nothing else."""
