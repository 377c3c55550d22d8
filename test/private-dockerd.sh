#!/bin/sh
# Holds the namespaces of a private dockerd, and clears away what is left of it once the tests have ended, however they
# ended: then nobody holds the other end of our standard input any more.
# usage: private-dockerd.sh FOLDER [SIZE]; SIZE puts the engine's data on a file system in memory of that size.
set -u
folder=$1
[ $# -lt 2 ] || mount -t tmpfs -o "size=$2" tmpfs "$folder/data" || exit 1
echo ready
cat >/dev/null

# Processes that have the folder on their command line: dockerd, its containerd, the shims of its containers.
ours() {
  for process in /proc/[0-9]*; do
    id=${process#/proc/}
    [ "$id" = $$ ] && continue
    tr '\0' ' ' 2>/dev/null <"$process/cmdline" | grep -qF -- "$folder/" && echo "$id"
  done
}

dockerd=$(cat "$folder/docker.pid" 2>/dev/null)
for id in $(ours); do [ "$id" = "$dockerd" ] && kill -TERM "$id"; done
# It ends its containers and its containerd; half a minute is more than it gives them itself.
tries=0
while [ -n "$(ours)" ] && [ $tries -lt 60 ]; do
  sleep 0.5
  tries=$((tries + 1))
  # What a dockerd that was killed leaves: the shims, and the containers below them. A zombie has no command line.
  [ -n "$dockerd" ] && ours | grep -qx "$dockerd" && continue
  for id in $(ours); do
    for child in $(cat /proc/"$id"/task/*/children 2>/dev/null); do kill -KILL "$child" 2>/dev/null; done
    kill -KILL "$id" 2>/dev/null
  done
done
grep -F " $folder/" /proc/self/mounts | cut -d' ' -f2 | sort -r | while read -r mount; do umount -l "$mount"; done
rm -rf --one-file-system "$folder"
