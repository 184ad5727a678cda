// The home page.
