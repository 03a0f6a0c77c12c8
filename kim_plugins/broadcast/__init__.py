"""What goes on air, on the wall and into a chat; a bulletin leaves the web in three ways."""
