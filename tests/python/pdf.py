"""Says of FILE which language it is in, what a checker of PDF/UA-1 finds in it, and its bookmarks, one a line."""
import sys

import page
import pypdf

path = sys.argv[1]
report = page.validate_pdf(path, profile=page.ValidationProfile.PDF_UA_1)
faults = "; ".join(f"{fault.rule_id} {fault.message}" for fault in report.failures) or "no failures"
reader = pypdf.PdfReader(path)
print(f"{reader.root_object['/Lang']}; PDF/UA-1: {faults}")
for entry in reader.outline:
    reader.get_destination_page_number(entry)
    print(entry.title)
