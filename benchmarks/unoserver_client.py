"""The best that unoserver can do: a client that stays open. Run by ``peers`` with the Python that unoserver is in."""

import sys

from unoserver.client import UnoClient  # type: ignore[import-not-found]

_OPTIONS = ("SelectPdfVersion=2", "PDFUACompliance=true", "UseTaggedPDF=true", "ExportBookmarks=true")


def main(port: str) -> None:
    """Print each document that is asked for (source and target on a line), and answer with a line."""
    client = UnoClient(port=port)
    for line in sys.stdin:
        source, target = line.rstrip("\n").split("\t")
        client.convert(inpath=source, outpath=target, convert_to="pdf", filter_options=list(_OPTIONS))
        print("printed", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
