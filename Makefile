# bascule: build, test, install. Everything built goes to build/.
#
#   make run        install what is missing, build, open the program on the shipped providers
#   make check      install what is missing, build, run every test (this is what CI calls)
#   make            build/bascule
#   make unit       the unit and property tests
#   make e2e        the tests that drive the built program
#   make asan       unit and end-to-end tests under address and undefined-behaviour sanitizers
#   make fuzz       the fuzz targets, FUZZ_SECONDS each
#   make bench      the speed figures that the README quotes
#   make lint       formatting, include rule, long functions, static checks
#   make golden     rewrite the golden screens from the program (review the diff)
#   make install    PREFIX= DESTDIR=      make uninstall    PREFIX= DESTDIR=
#
# CC CFLAGS CPPFLAGS LDFLAGS PREFIX DESTDIR are yours to set.

ifeq ($(origin CC),default)
CC       := gcc
endif
CFLAGS   ?= -O2 -g
PREFIX   ?= /usr/local
DESTDIR  ?=
FUZZ_SECONDS ?= 20

# One folder a mode, so that modes do not rebuild over one another: MODE is "", asan, clang or cov.
MODE     ?=
B        := build$(if $(MODE),/$(MODE))

LIBS     := ncursesw tinfo yaml-0.1 sqlite3 jansson libutf8proc
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
	-Wmissing-prototypes -Wwrite-strings -Wvla -Wformat=2
OUR_CPPFLAGS := -I. -D_GNU_SOURCE -DBASCULE_DATADIR='"$(PREFIX)/share/bascule"'
OUR_CFLAGS   := -std=c17 $(WARNINGS) -ffp-contract=off -pthread
OUR_LDFLAGS  := -pthread

ifeq ($(MODE),asan)
OUR_CFLAGS  += -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
OUR_LDFLAGS += -fsanitize=address,undefined
else
OUR_CFLAGS  += -fstack-protector-strong
OUR_CPPFLAGS += -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
endif

PKG_CFLAGS = $(shell pkg-config --cflags $(LIBS) 2>/dev/null)
PKG_LIBS   = $(shell pkg-config --libs $(LIBS) 2>/dev/null) -lmd -lm

FOLDERS := data scoring report tui cli
SOURCES := $(sort $(foreach d,$(FOLDERS),$(wildcard $(d)/*.c)))
OBJECTS := $(SOURCES:%.c=$(B)/%.o)
LIBRARY := $(B)/libbascule.a
TESTS   := $(sort $(wildcard tests/*/test_*.c))
TEST_PROGRAMS := $(TESTS:%.c=$(B)/%)
TEST_HELPERS  := $(patsubst %.c,$(B)/%.o,$(sort $(wildcard tests/support/*.c)))

.PHONY: all
all: $(B)/bascule

# The objects without main() form a library that the tests link too.
$(LIBRARY): $(filter-out $(B)/cli/main.o,$(OBJECTS))
	@rm -f $@
	ar rcs $@ $^

$(B)/bascule: $(B)/cli/main.o $(LIBRARY)
	$(CC) $(OUR_LDFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PKG_LIBS)

$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(OUR_CPPFLAGS) $(PKG_CFLAGS) $(CPPFLAGS) $(CFLAGS) $(OUR_CFLAGS) -MMD -MP -c -o $@ $<

# The sanitizer has the allocator, so that tests/support/failing_malloc.c stands before our calls.
ifeq ($(MODE),asan)
TEST_LDFLAGS := -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
endif
$(TEST_PROGRAMS): $(B)/%: $(B)/%.o $(TEST_HELPERS) $(LIBRARY)
	$(CC) $(OUR_LDFLAGS) $(TEST_LDFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $< $(TEST_HELPERS) $(LIBRARY) -lcmocka $(PKG_LIBS)

-include $(shell find $(B) -name '*.d' 2>/dev/null)

# ---- running and testing -------------------------------------------------------------------------

.PHONY: run check unit e2e asan clang fuzz bench lint golden
run: needs
	@$(MAKE) --no-print-directory all >build/make.log 2>&1 || { cat build/make.log; exit 1; }
	@$(B)/bascule $(ARGS)

check: needs-tests
	@tests/run_all

unit: $(TEST_PROGRAMS)
	@tests/run_unit $(B)

e2e: $(B)/bascule
	@tests/run_e2e $(B)

asan:
	@$(MAKE) --no-print-directory MODE=asan unit e2e

clang:
	@$(MAKE) --no-print-directory MODE=clang CC=clang CFLAGS='-O2 -g -Werror' all

# Each target begins with the corpus and the small data; what it finds that is new stays in build/.
FUZZ_TARGETS := $(patsubst tests/fuzz/%.c,build/fuzz/%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
FUZZ_SOURCES := $(filter data/% scoring/%,$(SOURCES)) tests/fuzz/small.c
$(FUZZ_TARGETS): build/fuzz/%: tests/fuzz/%.c $(FUZZ_SOURCES)
	@mkdir -p build/fuzz
	clang $(OUR_CPPFLAGS) $(PKG_CFLAGS) -std=c17 -O1 -g -ffp-contract=off -pthread \
		-fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all -o $@ $^ $(PKG_LIBS)

fuzz: $(FUZZ_TARGETS)
	@for f in $(FUZZ_TARGETS); do \
		mkdir -p $$f.corpus && echo "fuzzing $${f##*/}" && \
		$$f -max_total_time=$(FUZZ_SECONDS) -max_len=8192 -timeout=5 -print_final_stats=1 \
			-verbosity=0 -artifact_prefix=$$f.found- $$f.corpus tests/corpus \
			tests/fixtures/small/profiles tests/fixtures/small/models \
			tests/fixtures/tiny/frameworks tests/fixtures/tiny/ladders \
			tests/fixtures/tiny/models \
			>$$f.log 2>&1 || { tail -40 $$f.log; exit 1; }; done

golden: $(B)/bascule
	@GOLDEN=write BASCULE=$(B)/bascule tests/e2e/test_golden.sh

lint:
	@tests/lint/run

$(B)/tests/bench/floor: tests/bench/floor.c
	@mkdir -p $(@D)
	$(CC) $(OUR_CPPFLAGS) $(PKG_CFLAGS) $(OUR_CFLAGS) $(CFLAGS) -o $@ $< -lncursesw -ltinfo

$(B)/tests/bench/assess: $(B)/tests/bench/assess.o $(LIBRARY)
	$(CC) $(OUR_LDFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PKG_LIBS)

bench: $(B)/bascule $(B)/tests/bench/floor $(B)/tests/bench/assess
	@/usr/bin/python3 tests/bench/bench.py $(B)/bascule $(B)/tests/bench/floor $(B)/tests/bench/assess

# ---- packages ------------------------------------------------------------------------------------

BUILD_PACKAGES := gcc make libc6-dev pkg-config libncurses-dev libyaml-dev libsqlite3-dev \
	libjansson-dev libutf8proc-dev libmd-dev
TEST_PACKAGES := clang clang-format libcmocka-dev python3 python3-pyte python3-yaml tmux sqlite3 ncurses-term \
	pmccabe git

.PHONY: needs needs-tests
needs:
	@mkdir -p build
	@tests/support/packages $(BUILD_PACKAGES)
needs-tests: needs
	@tests/support/packages $(BUILD_PACKAGES) $(TEST_PACKAGES)

# ---- installing ----------------------------------------------------------------------------------

DATA_FILES := $(wildcard data/*.yaml data/*/*.yaml)
MAN        := $(DESTDIR)$(PREFIX)/share/man/man1/bascule.1
COMPLETION := $(DESTDIR)$(PREFIX)/share/bash-completion/completions/bascule

# Made by the program from its tables of commands and options.
$(B)/bascule.1: $(B)/bascule
	$(B)/bascule --gen man >$@
$(B)/bascule.bash: $(B)/bascule
	$(B)/bascule --gen bash >$@

.PHONY: install uninstall clean
install: all $(B)/bascule.1 $(B)/bascule.bash
	install -D -m 755 $(B)/bascule $(DESTDIR)$(PREFIX)/bin/bascule
	install -D -m 644 $(B)/bascule.1 $(MAN)
	install -D -m 644 $(B)/bascule.bash $(COMPLETION)
	@for f in $(DATA_FILES); do \
		install -D -m 644 $$f $(DESTDIR)$(PREFIX)/share/bascule/$${f#data/} || exit 1; done

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/bascule $(MAN) $(COMPLETION)
	@for f in $(DATA_FILES); do rm -f $(DESTDIR)$(PREFIX)/share/bascule/$${f#data/}; done
	@-rmdir $(DESTDIR)$(PREFIX)/share/bascule/* $(DESTDIR)$(PREFIX)/share/bascule 2>/dev/null; true

clean:
	rm -rf build
