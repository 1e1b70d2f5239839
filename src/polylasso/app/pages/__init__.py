"""The pages, one function `page()` each: numbers come from below, pictures from `plots`."""
