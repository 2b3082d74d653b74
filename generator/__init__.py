"""The pipeline: a filled form goes in, a Word and a PDF document come out."""
