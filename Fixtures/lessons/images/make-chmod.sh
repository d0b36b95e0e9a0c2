#!/bin/sh
# Makes chmod.tar.zst: what chmod -R and chown -R store again (lesson 4).
. "$(dirname "$0")/base.sh"

context="$work/context"
mkdir -p "$context/data"
cat > "$context/.dockerignore" << 'END'
Dockerfile
.dockerignore
END
cp "$here/../04-a-copy-for-a-bit/chmod.Dockerfile" "$context/Dockerfile"
megabytes "$context/model.bin" 40
megabytes "$context/data/seed.csv" 12
echo 'print("hello")' > "$context/main.py"
chmod 644 "$context/main.py" "$context/model.bin"
chmod 664 "$context/data/seed.csv"   # it has the bit already
chmod 775 "$context/data"
build chmod "$context"
