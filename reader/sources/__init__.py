"""Bytes in: files and folders to Documents."""
