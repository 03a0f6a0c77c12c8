@echo off
rem Klik dua kali untuk mulai, atau ketik: kim (menu), kim check, kim build, ...
rem Yang pertama kali menyiapkan program di .venv menurut requirements; sesudahnya langsung jalan.
setlocal
cd /d "%~dp0"
chcp 65001 >nul
set "PYTHON=.venv\Scripts\python.exe"
set "CATATAN=.kim\pasang.log"
set "ARAH="
if not exist .kim mkdir .kim 2>nul
copy /b requirements\build.txt+requirements\runtime.txt+requirements\kim.txt .kim\daftar.txt >nul 2>nul
if errorlevel 1 goto terkunci
if not exist "%PYTHON%" goto siapkan
fc /b .kim\daftar.txt .venv\kim-daftar.txt >nul 2>nul
if errorlevel 1 goto siapkan
"%PYTHON%" -c "" 2>nul
if errorlevel 1 goto siapkan
goto jalan

:siapkan
for %%P in ({{ launchers }} "python") do call :coba %%P
if not defined PILIHAN goto tanpapython
echo Menyiapkan program, sekali saja, sekitar satu menit ...
if exist .kim\sumber set /p SUMBER=<.kim\sumber
if defined SUMBER set ARAH=--find-links "%SUMBER%"
if exist .venv rmdir /s /q .venv
%PILIHAN% -m venv .venv >"%CATATAN%" 2>&1
if errorlevel 1 goto gagal
set "PASANG="%PYTHON%" -m pip install --quiet --disable-pip-version-check --no-input --no-deps --no-build-isolation"
%PASANG% --require-hashes -r requirements\build.txt >>"%CATATAN%" 2>&1
if errorlevel 1 goto gagal
%PASANG% --require-hashes -r requirements\runtime.txt >>"%CATATAN%" 2>&1
if errorlevel 1 goto gagal
%PASANG% %ARAH% -r requirements\kim.txt >>"%CATATAN%" 2>&1
if errorlevel 1 goto gagal
copy /b .kim\daftar.txt .venv\kim-daftar.txt >nul
if errorlevel 1 goto gagal

:jalan
set "KIM_COMMAND=kim"
set "NO_MKDOCS_2_WARNING=1"
"%PYTHON%" -m kim_plugins.cli %*
set "KODE=%errorlevel%"
if "%~1"=="" pause
exit /b %KODE%

:coba
if defined PILIHAN exit /b 0
%~1 -c "import sys, venv, ensurepip; sys.exit(not ({{ low }} <= sys.version_info[:2] < {{ high }}))" >nul 2>nul
if not errorlevel 1 set "PILIHAN=%~1"
exit /b 0

:tanpapython
echo Python {{ oldest }} sampai {{ newest }} tidak ditemukan di komputer ini. Pasang dulu dari Microsoft Store atau python.org, lalu ulangi.
goto berhenti

:terkunci
echo Folder ini tidak boleh ditulisi. Salin foldernya ke tempat milik Anda sendiri, lalu ulangi.
goto berhenti

:gagal
if exist .venv rmdir /s /q .venv
findstr /c:"No space left" "%CATATAN%" >nul 2>nul
if not errorlevel 1 goto penuh
findstr /c:"DO NOT MATCH THE HASHES" "%CATATAN%" >nul 2>nul
if not errorlevel 1 goto berbeda
findstr "Connection resolution ProxyError SSLError" "%CATATAN%" >nul 2>nul
if not errorlevel 1 goto terputus
findstr /c:"timed out" /c:"from versions: none" "%CATATAN%" >nul 2>nul
if not errorlevel 1 goto terputus
findstr /c:"No matching distribution" "%CATATAN%" >nul 2>nul
if not errorlevel 1 goto versilain
echo Program tidak dapat disiapkan. Ulangi; bila tetap gagal, kirim berkas %CATATAN% kepada pengelola program.
goto berhenti

:penuh
echo Ruang penyimpanan penuh. Kosongkan sekitar 500 MB, lalu ulangi.
goto berhenti

:berbeda
echo Berkas yang diunduh berbeda dari yang diharapkan, jadi tidak dipasang. Ulangi lewat jaringan lain; bila tetap begitu, beri tahu pengelola program.
goto berhenti

:versilain
echo Versi program di requirements\kim.txt tidak ada di tempat unduhan. Periksa internet, atau ambil lagi berkas itu dari cadangan.
goto berhenti

:terputus
echo Program tidak dapat diunduh. Periksa sambungan internet, lalu ulangi.
goto berhenti

:berhenti
if "%~1"=="" pause
exit /b 2
