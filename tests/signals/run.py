#!/usr/bin/env python3
"""Sends signals at random instants to every command that writes, and looks at what it leaves.

    tests/signals/run.py target/release/staffcast [--signals 1000] [--seed 1]

After each signal the folder must be whole, old or new: every file as its manifest has it, and no other. A command that ends by
itself must leave nothing hidden, of its own or of those that were killed before it. Where `strace` is installed, processes are
also killed at the very steps in which one folder takes the place of another, and told of disks that fail after it. Needs
nothing but Python, and some minutes. Exit code 1 if anything was at fault.
"""

import argparse
import collections
import hashlib
import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SMALL = Path(__file__).parent.parent / "integration" / "small.toml"
TARGETS = 'targets = ["vacancy_rate below 15% by 2025-03"]\n'
OPTION = """
[[option]]
name = "supplement"
[[option.supplement]]
amount_per_year = 2_000
leaving = { interval80 = [0.7, 0.95], source = "made up for tests" }
"""
# What reads a plan as it is, a report of finished results, and a file.
COMMANDS = {
    "run": "run plan.toml --trials 40 --seed {seed} --quiet",
    "compare": "compare plan.toml other.toml --trials 40 --seed {seed} --quiet",
    "goal": "goal plan.toml --vary team.duty.staff.social_worker.establishment=10..30 --trials 60 --seed {seed} --quiet",
    "plan": "plan plan.toml --trials 60 --seed {seed} --quiet",
    "sensitivity": "sensitivity plan.toml --trials 200 --seed {seed} --quiet",
    "backtest": "backtest --councils Rutland --origins 2021 --horizon 1 --trials 20 --seed {seed} --quiet",
    "report": "report finished --title {seed} --quiet",
    "init": "init --council Rutland --as-of {year}",
}
SIGNALS = {
    "KILL": [signal.SIGKILL],
    "INT": [signal.SIGINT],
    "INT twice": [signal.SIGINT, signal.SIGINT],
    "TERM": [signal.SIGTERM],
    "HUP": [signal.SIGHUP],
    "PIPE": [signal.SIGPIPE],
}


class Trial:
    """A folder of folders, the program, and what was found at fault."""

    def __init__(self, program: Path, home: Path) -> None:
        self.program, self.home = program.resolve(), home
        self.faults: list[str] = []
        self.counts: collections.Counter[tuple[str, str, str]] = collections.Counter()
        text = TARGETS + SMALL.read_text(encoding="utf-8") + OPTION
        (home / "plan.toml").write_text(text, encoding="utf-8")
        (home / "other.toml").write_text(text.replace("1400", "1500"), encoding="utf-8")

    def command(self, name: str, seed: int, out: str | None = None) -> list[str]:
        words = COMMANDS[name].format(seed=seed, year=2022 + seed % 2).split()
        return [str(self.program), *words, "--overwrite", "--out", out or f"out/{name}"]

    def start(self, command: list[str]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(command, cwd=self.home, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def finish(self, command: list[str], code: int = 0) -> str:
        process = self.start(command)
        message = process.communicate()[1].decode()
        self.hold(process.returncode == code, f"{command[1:]} ended with {process.returncode}: {message}")
        return message

    def hold(self, holds: bool, otherwise: str) -> None:
        if not holds:
            self.faults.append(otherwise)
            print("FAULT", otherwise, flush=True)

    def hidden(self) -> list[str]:
        return [path.name for path in (self.home / "out").iterdir() if path.name.startswith(".")]

    def state(self, path: Path) -> str:
        """A fingerprint of what is whole; else what is wrong with it."""
        if path.is_file():
            return hashlib.sha256(path.read_bytes()).hexdigest()
        if not (path / "manifest.json").is_file():
            return "not whole: no manifest"
        manifest = (path / "manifest.json").read_bytes()
        files = json.loads(manifest)["files"]
        here = {file.relative_to(path).as_posix() for file in path.rglob("*") if file.is_file()}
        if here != {*files, "manifest.json"}:
            return f"not whole: {here ^ {*files, 'manifest.json'}}"
        for name, file in files.items():
            if hashlib.sha256((path / name).read_bytes()).hexdigest() != file["sha256"]:
                return f"not whole: {name} is another"
        return hashlib.sha256(manifest).hexdigest()

    def disturb(self, name: str, seed: int, takes: float, kind: str) -> None:
        path = self.home / "out" / name
        old = self.state(path)
        process = self.start(self.command(name, seed))
        time.sleep(random.random() * takes * 1.1)
        for number, sent in enumerate(SIGNALS[kind]):
            time.sleep(number * 0.02)
            process.send_signal(sent)
        try:
            message = process.communicate(timeout=60)[1].decode()
        except subprocess.TimeoutExpired:
            process.kill()
            self.hold(False, f"{name}: {kind} did not end it within a minute")
            return
        new, hidden, code = self.state(path), self.hidden(), process.returncode
        ended = "as if killed" if code == -SIGNALS[kind][0] else str(code)
        self.counts[name, kind, f"{ended}, {'old' if new == old else 'new'}{', hidden' if hidden else ''}"] += 1
        self.hold(code in (0, 130, -SIGNALS[kind][0]), f"{name}: {kind} ended it with {code}: {message}")
        self.hold("not whole" not in new, f"{name}: after {kind} the folder is {new}")
        self.hold(code != 0 or new != old or name == "init", f"{name}: it ended well with {kind}, and nothing is new")
        self.hold(code == 130 or code < 0 or not hidden, f"{name}: after {kind} it left {hidden}")
        self.hold(code != 130 or not hidden, f"{name}: stopped by {kind} it left {hidden}")
        self.hold("panicked" not in message, f"{name}: {message}")

    def signals(self, count: int) -> None:
        for name in COMMANDS:
            self.finish(self.command(name, 0))
            began = time.monotonic()
            self.finish(self.command(name, 1))
            takes = time.monotonic() - began
            each = count // len(COMMANDS)
            for at in range(each):
                self.disturb(name, at + 2, takes, list(SIGNALS)[at % len(SIGNALS)])
            self.finish(self.command(name, 0))
            self.hold(not self.hidden(), f"{name}: the next left {self.hidden()}")
            print(f"{name}: {each} signals, takes {takes:.2f} s", flush=True)

    def steps(self) -> None:
        """Kills at the steps themselves, and disks that fail after them."""
        path = self.home / "out" / "run"
        traced = ["strace", "-f", "-qq", "-o", str(self.home / "trace")]
        for what, inject, wanted in [
            ("before both have exchanged their names", ["renameat2:signal=KILL:when=1"], "old"),
            ("after both have exchanged their names", ["unlinkat:signal=KILL:when=1"], "new"),
            ("before the first of two steps", ["renameat2:error=EINVAL", "rename:signal=KILL:when=1"], "old"),
            ("between two steps", ["renameat2:error=EINVAL", "rename:signal=KILL:when=2"], "aside"),
            ("after the second of two steps", ["renameat2:error=EINVAL", "unlinkat:signal=KILL:when=1"], "new"),
        ]:
            self.finish(self.command("run", 0))
            old = self.state(path)
            options = [f"--inject={word}" for word in inject]
            subprocess.run([*traced, *options, *self.command("run", 1)], cwd=self.home, capture_output=True, check=False)
            found = "aside" if not path.exists() else "old" if self.state(path) == old else "new"
            self.hold(found == wanted, f"killed {what}: {found}, not {wanted}")
            self.hold("new" in wanted or bool(self.hidden()), f"killed {what}: nothing was hidden")
            # Of another folder, so that this one shows what was put back.
            self.finish(self.command("compare", 0))
            self.hold(not self.hidden(), f"killed {what}: the next left {self.hidden()}")
            after = self.state(path)
            self.hold("not whole" not in after and (after == old) == (wanted != "new"), f"killed {what}: then {after}")
            print(f"killed {what}: {found}, and whole after the next start", flush=True)
        self.finish([*traced, "-e", "trace=fsync", *self.command("run", 0)])
        forced = (self.home / "trace").read_text().count("fsync(")
        old = self.state(path)
        failing = [f"--inject=fsync:error=EIO:when={forced}"]
        message = self.finish([*traced, *failing, *self.command("run", 1)], 1)
        self.hold("is whole and in its place" in message, f"a disk that failed at the end: {message}")
        self.hold("not whole" not in self.state(path) and self.state(path) != old, "and the new run is not there")
        self.hold(not self.hidden(), f"and it left {self.hidden()}")
        print(f"a disk that failed at the end: {message}", end="", flush=True)

    def pairs(self, count: int) -> None:
        """Two at once in one folder: both end well, and one of them stands there."""
        for at in range(count):
            both = [self.start(self.command("run", 2 * at + seed)) for seed in range(2)]
            for process in both:
                message = process.communicate()[1].decode()
                self.hold(process.returncode == 0, f"one of two at once: {process.returncode}, {message}")
            state = self.state(self.home / "out" / "run")
            self.hold("not whole" not in state and not self.hidden(), f"two at once: {state}, {self.hidden()}")
        print(f"{count} pairs at once", flush=True)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("program", type=Path)
    arguments.add_argument("--signals", type=int, default=1000)
    arguments.add_argument("--pairs", type=int, default=25)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    random.seed(given.seed)
    with tempfile.TemporaryDirectory() as home:
        trial = Trial(given.program, Path(home))
        trial.finish([str(trial.program), *COMMANDS["run"].format(seed=1).split(), "--out", "finished"])
        trial.signals(given.signals)
        trial.pairs(given.pairs)
        if shutil.which("strace"):
            trial.steps()
        else:
            print("strace is not installed: no process was killed at the steps themselves")
    for (name, kind, what), count in sorted(trial.counts.items()):
        print(f"{name:12} {kind:10} {what:24} {count:5}")
    print(f"{sum(trial.counts.values())} signals, {len(trial.faults)} faults")
    return 1 if trial.faults else 0


if __name__ == "__main__":
    sys.exit(main())
