"""The measures of the screens, taken by a script in a real browser: clicks, fields and seconds per act of the week."""
