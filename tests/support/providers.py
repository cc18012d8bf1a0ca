#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The Keybearer developers
"""KeePassXC and KWallet as the Secret Service of a private bus, without a question to anybody.

As a program, "providers.py lock" and "providers.py unlock" close and open what with-keyring has started.
"""

import base64
import hashlib
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time
import uuid

DATABASE = 'passwords.kdbx'
WALLET = 'kdewallet'

# The group that other programs may see is named in the database, by its id.
KEEPASSXC_DATABASE = '''<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<KeePassFile>
  <Meta>
    <DatabaseName>Passwords</DatabaseName>
    <RecycleBinEnabled>False</RecycleBinEnabled>
    <CustomData><Item><Key>FDO_SECRETS_EXPOSED_GROUP</Key><Value>{{{group}}}</Value></Item></CustomData>
  </Meta>
  <Root>
    <Group>
      <UUID>{root}</UUID><Name>Root</Name>
      <Group><UUID>{binary}</UUID><Name>Secret Service</Name></Group>
    </Group>
  </Root>
</KeePassFile>
'''

# As it comes, but for windows that ask; it is waited for when it opens a database, not before.
KEEPASSXC_SETTINGS = '''[General]
ConfigVersion=2
AutoSaveAfterEveryChange=true
OpenPreviousDatabasesOnStartup=false
RememberLastDatabases=false
UpdateCheckMessageShown=true
[GUI]
CheckForUpdates=false
[FdoSecrets]
Enabled=true
ShowNotification=false
ConfirmAccessItem=false
ConfirmDeleteItem=false
UnlockBeforeSearch=true
'''

KWALLET_SETTINGS = '''[Wallet]
Enabled=true
First Use=false
Default Wallet=kdewallet
[org.freedesktop.secrets]
apiEnabled=true
'''

KWALLET_SALT = 56
KWALLET_ROUNDS = 50_000


def call(environment, name, path, method, *arguments):
    """A call on the private bus; what it printed."""
    return subprocess.run(['gdbus', 'call', '--session', '--dest', name, '--object-path', path, '--method', method,
                           *arguments], env=environment, check=True, stdout=subprocess.PIPE, text=True, timeout=60).stdout


def call_keepassxc(environment, method, *arguments):
    name = 'org.keepassxc.KeePassXC.MainWindow'
    return call(environment, name, '/keepassxc', f'{name}.{method}', *arguments)


def call_kwallet(environment, method, *arguments):
    return call(environment, 'org.kde.kwalletd6', '/modules/kwalletd6', f'org.kde.KWallet.{method}', *arguments)


def wait_for(environment, name):
    subprocess.run(['gdbus', 'wait', '--session', '--timeout', '60', name], env=environment, check=True)


def offscreen(environment):
    # KeePassXC keeps a lock in the folder for temporary files, and would find that of another test.
    return environment | {'QT_QPA_PLATFORM': 'offscreen', 'TMPDIR': environment['XDG_CACHE_HOME']}


def lock_keepassxc(environment):
    # While it is still saving it only takes note of the wish, or not even that.
    while 'true' not in call(environment, 'org.freedesktop.secrets', '/org/freedesktop/secrets/collection/passwords',
                             'org.freedesktop.DBus.Properties.Get', 'org.freedesktop.Secret.Collection', 'Locked'):
        call_keepassxc(environment, 'lockAllDatabases')
        time.sleep(0.05)


def run_keepassxc(environment, log):
    subprocess.Popen(['keepassxc'], env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    wait_for(environment, 'org.keepassxc.KeePassXC.MainWindow')
    wait_for(environment, 'org.freedesktop.secrets')


def open_database(environment, password):
    call_keepassxc(environment, 'openDatabase', str(pathlib.Path(environment['HOME']) / DATABASE), password)


def unlock_keepassxc(environment, password):
    run_keepassxc(environment, subprocess.DEVNULL)
    open_database(environment, password)


def start_keepassxc(environment, state, password, log):
    environment = offscreen(environment)
    home = pathlib.Path(environment['HOME'])
    settings = pathlib.Path(environment['XDG_CONFIG_HOME']) / 'keepassxc' / 'keepassxc.ini'
    settings.parent.mkdir()
    settings.write_text(KEEPASSXC_SETTINGS)
    group = uuid.uuid4()
    (home / 'new.xml').write_text(KEEPASSXC_DATABASE.format(
        group=group, root=base64.b64encode(uuid.uuid4().bytes).decode(), binary=base64.b64encode(group.bytes).decode()))
    subprocess.run(['keepassxc-cli', 'import', '--set-password', '--decryption-time', '100', home / 'new.xml', home / DATABASE],
                   env=environment, input=f'{password}\n{password}\n', text=True, stdout=log, stderr=log, check=True)
    run_keepassxc(environment, log)
    if state != 'no-collection':
        open_database(environment, password)
    if state == 'locked':
        lock_keepassxc(environment)


def kwallet_hash(environment, password):
    """What pam_kwallet makes of the password that somebody logs in with."""
    salt = pathlib.Path(environment['XDG_DATA_HOME']) / 'kwalletd' / f'{WALLET}.salt'
    if not salt.exists():
        salt.parent.mkdir(parents=True, exist_ok=True)
        salt.write_bytes(os.urandom(KWALLET_SALT))
    return hashlib.pbkdf2_hmac('sha512', password.encode(), salt.read_bytes(), KWALLET_ROUNDS, KWALLET_SALT)


def log_in_to_kwallet(environment, password, log):
    """Starts it as a log-in does, which makes the wallet or opens it."""
    path = str(pathlib.Path(environment['XDG_RUNTIME_DIR']) / 'kwallet')
    pathlib.Path(path).unlink(missing_ok=True)
    reading, writing = os.pipe()
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(path)
    listening.listen()
    subprocess.Popen(['kwalletd6', '--pam-login', str(reading), str(listening.fileno())],
                     env=environment | {'PAM_KWALLET5_LOGIN': path}, pass_fds=(reading, listening.fileno()),
                     stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    os.write(writing, kwallet_hash(environment, password))
    os.close(writing)
    os.close(reading)
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(path)
        for name, value in environment.items():
            connection.sendall(f'{name}={value}\n'.encode())
    listening.close()


def run_kwallet(environment, password, log):
    log_in_to_kwallet(environment, password, log)
    wait_for(environment, 'org.freedesktop.secrets')
    while f'/collection/{WALLET}' not in call(environment, 'org.freedesktop.secrets', '/org/freedesktop/secrets',
                                              'org.freedesktop.Secret.Service.ReadAlias', 'default'):
        time.sleep(0.05)


def start_kwallet(environment, state, password, log):
    environment = offscreen(environment)
    (pathlib.Path(environment['XDG_CONFIG_HOME']) / 'kwalletrc').write_text(KWALLET_SETTINGS)
    if state == 'no-collection':
        subprocess.Popen(['kwalletd6'], env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        wait_for(environment, 'org.freedesktop.secrets')
    else:
        run_kwallet(environment, password, log)
    if state == 'locked':
        lock_kwallet(environment)


def lock_kwallet(environment):
    # Not by the Secret Service: there it calls itself locked already, and says that it cannot lock.
    call_kwallet(environment, 'closeAllWallets')


def unlock_kwallet(environment, password):
    run_kwallet(environment, password, subprocess.DEVNULL)


def kill(environment):
    """Ends the service, with the windows in which it waits for a password and holds up everybody."""
    pid = call(environment, 'org.freedesktop.DBus', '/', 'org.freedesktop.DBus.GetConnectionUnixProcessID',
               'org.freedesktop.secrets')
    os.kill(int(pid.strip('(,)\n').split()[-1]), signal.SIGKILL)
    while 'true' in call(environment, 'org.freedesktop.DBus', '/', 'org.freedesktop.DBus.NameHasOwner',
                         'org.freedesktop.secrets'):
        time.sleep(0.05)


def main():
    environment = dict(os.environ)
    provider = environment['KEYRING_PROVIDER']
    if sys.argv[1] == 'lock':
        {'keepassxc': lock_keepassxc, 'kwallet': lock_kwallet}[provider](environment)
        return
    # Nobody can type into the window in which it asks, so it is started anew.
    kill(environment)
    unlock = {'keepassxc': unlock_keepassxc, 'kwallet': unlock_kwallet}[provider]
    unlock(offscreen(environment), environment['KEYRING_PASSWORD'])


if __name__ == '__main__':
    main()
