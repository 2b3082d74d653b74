# Two commands to know: `make demo` runs the main job, `make test` passes the tests.

bin := .venv/bin
ready := .venv/ready

.PHONY: demo test thorough live crash burst fuzz check docs bench clean

$(ready): pyproject.toml requirements.lock scripts/setup
	scripts/setup
	@touch $(ready)

demo: $(ready)  ## the main job, on made-up forms, in the folder demo/
	scripts/demo

test: $(ready)  ## all tests that need nothing but Python
	$(bin)/python -m pytest -n 3  # one more than cores: a third of the time a test waits

thorough: $(ready)  ## the long ones: every point at which a stop can come, every row, every trial paper
	$(bin)/python -m pytest -n 2 -m thorough

crash: $(ready)  ## every command stopped at every call that changes something on disk; installs strace
	scripts/crash

live: $(ready)  ## the tests with LibreOffice, PostgreSQL, dask and other programs from outside; installs them
	scripts/live
	$(bin)/python -m pytest -m live

burst: $(ready)  ## 2,000 files dropped at once by four writers
	BURST=2000 $(bin)/python -m pytest -m thorough tests/burst

minutes := 10
fuzz: $(ready)  ## broken forms through the whole line for some minutes (make fuzz minutes=60); prints what came of them
	$(bin)/python -m tests.fuzz --minutes $(minutes)

check: $(ready)  ## the fence, the linter, the types
	$(bin)/lint-imports
	$(bin)/ruff check .
	$(bin)/ruff format --check .
	$(bin)/mypy

docs: $(ready)  ## write docs/reference from the program itself
	$(bin)/python -m scripts.reference

bench: $(ready)  ## the figures of benchmarks/README.md; installs what ours is set beside
	scripts/bench
	$(bin)/python -m benchmarks

clean:
	rm -rf .venv demo build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
