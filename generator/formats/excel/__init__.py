"""Excel forms and batch sheets: named cells, read and marked in the XML; written by openpyxl."""
