"""What is mechanical in a file, mended by place."""
