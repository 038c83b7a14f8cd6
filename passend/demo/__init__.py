"""The demo: fictional job sites, fictional people, and the way through the house from crawl to bundle."""
