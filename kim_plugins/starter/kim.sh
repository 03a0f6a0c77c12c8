#!/bin/sh
# Klik dua kali untuk mulai, atau ketik: sh kim.sh (menu), sh kim.sh check, sh kim.sh build, …
# Yang pertama kali menyiapkan program di .venv menurut requirements/; sesudahnya langsung jalan.
cd "$(dirname "$0")" || exit 2

python=.venv/bin/python
catatan=.kim/pasang.log

berhenti() {
  echo "$1" >&2
  if [ -t 0 ] && [ "$jumlah" -eq 0 ]; then
    echo "Tekan Enter untuk menutup." >&2
    read -r _
  fi
  exit 2
}

daftar() { cat requirements/build.txt requirements/runtime.txt requirements/kim.txt; }

siap() {
  [ -x "$python" ] && daftar | cmp -s - .venv/kim-daftar.txt && "$python" -c "" 2>/dev/null
}

cocok() {
  "$1" -c "import sys, venv, ensurepip
sys.exit(not ({{ low }} <= sys.version_info[:2] < {{ high }}))" 2>/dev/null
}

cari() {
  for nama in {{ pythons }} python3 python; do
    if cocok "$nama"; then
      pilihan=$nama
      return 0
    fi
  done
  return 1
}

sebab() {
  case "$(cat "$catatan")" in
    *"No space left"*) echo "Ruang penyimpanan penuh. Kosongkan sekitar 500 MB, lalu ulangi." ;;
    *"DO NOT MATCH THE HASHES"*) echo "Berkas yang diunduh berbeda dari yang diharapkan, jadi tidak dipasang. Ulangi lewat jaringan lain; bila tetap begitu, beri tahu pengelola program." ;;
    *Connection* | *resolution* | *"timed out"* | *ProxyError* | *SSLError* | *"from versions: none"*) echo "Program tidak dapat diunduh. Periksa sambungan internet, lalu ulangi." ;;
    *"No matching distribution"*) echo "Versi program di requirements/kim.txt tidak ada di tempat unduhan. Periksa internet, atau ambil lagi berkas itu dari cadangan." ;;
    *) echo "Program tidak dapat disiapkan. Ulangi; bila tetap gagal, kirim berkas $catatan kepada pengelola program." ;;
  esac
}

pasang() {
  "$python" -m pip install --quiet --disable-pip-version-check --no-input --no-deps \
    --no-build-isolation "$@" >>"$catatan" 2>&1
}

siapkan() {
  cari || berhenti "Python {{ oldest }} sampai {{ newest }} tidak ditemukan di komputer ini. Pasang dulu, misalnya dengan: sudo apt install python3 python3-venv, lalu ulangi."
  mkdir -p .kim 2>/dev/null && (: >"$catatan") 2>/dev/null || berhenti "Folder ini tidak boleh ditulisi. Salin foldernya ke tempat milik Anda sendiri, lalu ulangi."
  echo "Menyiapkan program, sekali saja, sekitar satu menit …" >&2
  set --
  if [ -f .kim/sumber ]; then set -- --find-links "$(cat .kim/sumber)"; fi
  rm -rf .venv
  if "$pilihan" -m venv .venv >>"$catatan" 2>&1 &&
    pasang --require-hashes -r requirements/build.txt &&
    pasang --require-hashes -r requirements/runtime.txt &&
    pasang "$@" -r requirements/kim.txt &&
    daftar >.venv/kim-daftar.txt; then
    return 0
  fi
  rm -rf .venv
  berhenti "$(sebab)"
}

jumlah=$#
siap || siapkan
KIM_COMMAND="sh kim.sh" NO_MKDOCS_2_WARNING=1 exec "$python" -m kim_plugins.cli "$@"
