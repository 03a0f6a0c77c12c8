"""What has changed, who does the work, and how it gets onto the disk; without MkDocs."""
