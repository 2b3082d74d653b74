"""All benchmarks in one run: python -m benchmarks."""

from benchmarks import again, bundling, line, meeting, merge, printing, reading

if __name__ == "__main__":
    merge.main(25)
    line.main(15)
    reading.main(15)
    printing.main(10)
    again.main([1_000, 10_000])
    bundling.main(3)
    meeting.main(60)
