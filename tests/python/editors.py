"""Holds TOML to SCHEMA as editors do: `tombi` and `taplo` accept every file of FOLDER, and find a fault in every file of WRONG."""
import pathlib
import shutil
import subprocess
import sys
import tempfile

schema, folder, wrong = map(pathlib.Path, sys.argv[1:])
programs = pathlib.Path(sys.executable).parent


def complaints(file):
    """What each of them says of a file that names its schema in its first line; nothing where it has no fault."""
    with tempfile.TemporaryDirectory() as own:
        own = pathlib.Path(own)
        shutil.copy(schema, own / "dossier.schema.json")
        copy = own / file.name
        copy.write_text("#:schema ./dossier.schema.json\n" + file.read_text("utf-8"), "utf-8")
        for command in ([programs / "tombi", "lint", "--offline", copy], [programs / "taplo", "check", copy]):
            ran = subprocess.run(command, capture_output=True, text=True, cwd=own, check=False)
            yield command[0].name, ran.returncode, ran.stdout + ran.stderr


count = 0
for file in sorted(folder.rglob("*.toml")):
    count += 1
    for name, status, said in complaints(file):
        if status:
            sys.exit(f"{name} refuses {file}: {said}")
for file in sorted(wrong.glob("*.toml")):
    for name, status, said in complaints(file):
        if not status:
            sys.exit(f"{name} lets {file.name} pass: {said}")
        print(f"{name}: {file.stem}")
print(f"{count} files fit")
