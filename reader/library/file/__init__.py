"""The one file that a library is: looked at, opened, brought up to date, read by any thread, written by one."""
