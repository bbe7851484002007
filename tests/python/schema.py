"""Holds a dossier's files and its export to their schemas with `jsonschema`: SCHEMA FOLDER EXPORT_SCHEMA EXPORT WRONG."""
import datetime
import json
import pathlib
import sys
import tomllib

import jsonschema


def plain(value):
    """TOML's own dates as JSON has them: strings."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if isinstance(value, (datetime.date, datetime.time)):
        return str(value)
    return value


def validator(path):
    schema = json.loads(pathlib.Path(path).read_text("utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


files, folder, export, written, wrong = sys.argv[1:]
files, export = validator(files), validator(export)
dossier = sorted(pathlib.Path(folder).rglob("*.toml"))
for path in dossier:
    for fault in files.iter_errors(plain(tomllib.loads(path.read_text("utf-8")))):
        sys.exit(f"{path}: {list(fault.path)}: {fault.message}")
for fault in export.iter_errors(json.loads(pathlib.Path(written).read_text("utf-8"))):
    sys.exit(f"export: {list(fault.path)}: {fault.message}")
faults = list(files.iter_errors(tomllib.loads(pathlib.Path(wrong).read_text("utf-8"))))
print(f"{len(dossier)} files and the export fit; {len(faults)} faults in {pathlib.Path(wrong).name}")
