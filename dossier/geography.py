"""Dutch postcodes and places: where they lie and how far apart."""
