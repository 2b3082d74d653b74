"""The versions that are running, for recipes and manifests."""

from functools import cache
from importlib import metadata


@cache
def installed(package: str) -> str:
    """Give the version of an installed package, such as ``1.4.2``, as it was when this process first asked.

    An upgrade under a running process counts from its next start, as its code does. Raises PackageNotFoundError.
    """
    return metadata.version(package)
