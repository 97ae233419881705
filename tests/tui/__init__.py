"""What people do on the screens, by the pilot."""
