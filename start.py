"""Sets auditkit up in this folder and runs it. Needs Python 3.11 or newer, nothing else.

    python start.py                opens the kit in the browser
    python start.py test           sets up and runs all tests
    python start.py setup          sets up and stops
    python start.py -- doctor      passes what follows to auditkit (here: auditkit doctor)

Everything goes into the folder .venv beside this file; deleting that folder undoes the set-up. The internet is used once, to fetch the
packages; their checksums are in requirements.txt. Later starts need no internet.
"""

# This file has to be readable by any Python, so that an old one gets the sentence below instead of a SyntaxError: no f-strings, no
# annotations, and only modules that every Python has.
import hashlib
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(HERE, ".venv")
PYTHON = os.path.join(VENV, "Scripts", "python.exe") if os.name == "nt" else os.path.join(VENV, "bin", "python")
STAMP = os.path.join(VENV, "auditkit-set-up.txt")
LOG = os.path.join(VENV, "auditkit-set-up.log")
RUN, TEST = "requirements.txt", "requirements-test.txt"
NO_NETWORK = (
    "name resolution",
    "getaddrinfo",
    "dns error",
    "NewConnectionError",
    "ConnectTimeout",
    "Could not connect",
    "error sending request",
    "Network is unreachable",
    "ProxyError",
)


class CannotSetUp(Exception):
    """One sentence for the person at the keyboard."""


def say(text):
    print(text)
    sys.stdout.flush()


def check_this_machine():
    """Raises CannotSetUp where it is plain from the start that it cannot work."""
    if sys.version_info < (3, 11):
        raise CannotSetUp(
            "auditkit needs Python 3.11 or newer; this is Python %d.%d. Install a newer Python from python.org, then start again."
            % sys.version_info[:2]
        )
    if sys.maxsize < 2**32:
        raise CannotSetUp(
            "This is a 32-bit Python; auditkit needs the 64-bit one. Install it from python.org, then start again."
        )
    if not os.path.exists(os.path.join(HERE, "pyproject.toml")):
        raise CannotSetUp(
            "The other files of auditkit are not beside start.py. If this is inside a zip file, extract all of it first."
        )


def mark(requirements):
    """What a finished set-up leaves behind: it changes when the packages, the Python or the folder change."""
    digest = hashlib.sha256(HERE.encode("utf-8"))
    for name in (requirements, "pyproject.toml"):
        with open(os.path.join(HERE, name), "rb") as file:
            digest.update(file.read().replace(b"\r\n", b"\n"))
    return requirements + " " + digest.hexdigest()


def is_set_up(requirements):
    if not os.path.exists(PYTHON):
        return False
    try:
        with open(STAMP) as file:
            marks = file.read().split("\n")
    except OSError:
        return False
    # Whoever has the packages for the tests has those for running too.
    return mark(requirements) in marks or mark(TEST) in marks


def environment():
    """The variables for the programs started from here, without those that would pull in packages from elsewhere."""
    foreign = ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "CONDA_PREFIX")
    own = {name: value for name, value in os.environ.items() if name not in foreign}
    own["PIP_USER"] = "0"
    own["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    own.setdefault("UV_SYSTEM_CERTS", "1")  # practices behind an inspecting firewall have their own certificate
    if os.name == "nt":
        own["PYTHONUTF8"] = "1"  # note texts and file names hold more than the old code page
    return own


def call(command):
    """Runs a command, keeps what it says in the log, and returns (did it work, what it said)."""
    done = subprocess.run(
        command, cwd=HERE, env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    said = done.stdout.decode("utf-8", "replace")
    if os.path.isdir(VENV):
        with open(LOG, "a", encoding="utf-8") as log:
            log.write("> " + " ".join(command) + "\n" + said + "\n")
    return done.returncode == 0, said


def works(command):
    try:
        return call(command)[0]
    except OSError:
        return False


def can_write():
    try:
        os.makedirs(VENV, exist_ok=True)
        with open(LOG, "a"):
            return True
    except OSError:
        return False


def make_environment():
    """The folder .venv with a Python and pip of its own."""
    if os.path.exists(PYTHON) and works([PYTHON, "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))"]):
        return
    clear = (
        ["--clear"] if os.path.exists(VENV) else []
    )  # left over from a folder that was moved, or from a broken start
    foreign = os.path.exists(VENV) and not os.path.exists(os.path.join(VENV, "pyvenv.cfg"))
    if foreign and set(os.listdir(VENV)) - {os.path.basename(LOG)}:
        raise CannotSetUp("There is a folder .venv that was not made by Python. Move it away, then start again.")
    if not can_write():
        raise CannotSetUp(
            "This folder cannot be written to: %s. Copy auditkit to your own documents and start it there." % HERE
        )
    done, said = call([sys.executable, "-m", "venv"] + clear + [VENV])
    if done:
        return
    # Debian and Ubuntu keep a part of venv in a package of its own; with pip present it is not needed.
    bare = [sys.executable, "-m", "venv", "--clear", "--without-pip", VENV]
    if works(bare) and works([sys.executable, "-m", "pip", "--python", PYTHON, "install", "--quiet", "pip"]):
        return
    if "ensurepip" in said or "No module named venv" in said:
        raise CannotSetUp(
            "Python's venv module is missing. On Debian and Ubuntu: sudo apt install python%d.%d-venv, then start again."
            % sys.version_info[:2]
        )
    raise CannotSetUp("The folder .venv could not be made: %s" % last_line(said))


def last_line(said):
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines[-1] if lines else "no reason was given."


def install(requirements):
    """The packages, checked against their checksums, then auditkit itself. uv is many times faster; pip does where uv is not to be had."""
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--no-input"]
    uv = [PYTHON, "-m", "uv", "pip", "install", "--quiet", "--python", PYTHON]
    has_uv = works(pip + ["--retries", "2", "--require-hashes", "-r", "requirements-uv.txt"])
    done, said = False, ""
    if has_uv:
        done, said = call(uv + ["--require-hashes", "-r", requirements])
    tool = uv if done else pip
    if not done:
        say("  ... the slower way, with pip ...")
        done, said = call(pip + ["--require-hashes", "-r", requirements])
    if done:
        done, said = call(tool + ["--no-deps", "--no-build-isolation", "-e", "."])
    if done:
        return
    if any(sign in said for sign in NO_NETWORK):
        raise CannotSetUp(
            "The packages could not be fetched: no internet, or a firewall in between. Later starts need no internet."
        )
    if "No space left" in said:
        raise CannotSetUp("The disk is full. About 600 MB are needed in %s." % HERE)
    if os.name == "nt" and ("Errno 2" in said or "206" in said) and len(HERE) > 60:
        raise CannotSetUp(
            "Windows cannot hold such long paths. Move auditkit to a short one, such as C:\\auditkit, and start again."
        )
    raise CannotSetUp("The packages could not be installed: %s (all of it is in %s)" % (last_line(said), LOG))


def set_up(requirements):
    if is_set_up(requirements):
        return
    for_tests = " and those of the tests" if requirements == TEST else ""
    say("Setting auditkit up in this folder (once, one or two minutes, needs the internet).")
    say("1 of 2: making the folder .venv ...")
    make_environment()
    say("2 of 2: fetching auditkit's packages%s ..." % for_tests)
    install(requirements)
    with open(STAMP, "w") as file:
        file.write(mark(requirements) + "\n")
    say("Done.")


def run(command):
    """Hands over to `command`. The caller's folder stays, so that `-- audit notes/` means what it says."""
    if os.name != "nt":
        os.execve(command[0], command, environment())  # takes this program's place: whoever stops it stops the kit
    child = subprocess.Popen(command, env=environment())
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:  # Ctrl-C is for the child to answer
            continue


def main(given):
    """Sets up what is missing, runs what was asked for, and returns its exit code; 2 when the set-up cannot be done."""
    if given[:1] in (["-h"], ["--help"]):
        say(__doc__)
        return 0
    for_tests = given[:1] == ["test"]
    try:
        check_this_machine()
        set_up(TEST if for_tests else RUN)
    except CannotSetUp as reason:
        say("\n%s" % reason)
        return 2
    except KeyboardInterrupt:
        say("\nStopped. The next start goes on from here.")
        return 130
    if given[:1] == ["setup"]:
        return 0
    if for_tests:
        os.chdir(HERE)
        return run([PYTHON, "-m", "pytest"] + given[1:])
    if given[:1] == ["--"]:
        given = given[1:]
    return run([PYTHON, "-c", "import sys; from auditkit.cli import main; sys.exit(main())"] + given)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
