"""One Word template a form; the .docx is the source, edited in Word or LibreOffice."""
