"""Word forms: content controls and form fields, written, read and marked in the XML."""
