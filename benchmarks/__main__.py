"""All benchmarks in one run: python -m benchmarks."""

from benchmarks import line, merge

if __name__ == "__main__":
    merge.main(25)
    line.main(15)
