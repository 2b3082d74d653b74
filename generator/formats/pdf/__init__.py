"""PDF forms: drawn, read and marked as AcroForm fields."""
