@echo off
rem Double-click this file to open auditkit in the browser.
title auditkit
cd /d "%~dp0"
where py >nul 2>nul
if %errorlevel%==0 (
  py -3 start.py %*
  goto :end
)
where python >nul 2>nul
if %errorlevel%==0 (
  python start.py %*
  goto :end
)
echo auditkit needs Python 3.11 or newer. Install it from python.org or the Microsoft Store, then double-click this file again.
:end
if errorlevel 1 pause
