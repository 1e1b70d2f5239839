"""Folders that put a model or the application on the web. It knows neither of them from inside."""
