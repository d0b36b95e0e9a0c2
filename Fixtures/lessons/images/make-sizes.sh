#!/bin/sh
# Lesson 21: three programs on one base. Contents are made, not blanked, since it is about compression: words, which
# compress well, in the base; noise, which does not, in one of the programs. Layers are compressed with gzip.
# Needs buildah besides.
. "$(dirname "$0")/lab.sh"
export STORAGE_DRIVER=vfs
cat > "$work/words.py" <<'PYTHON'
import random, sys
random.seed(int(sys.argv[1]))
letters = "aabcdeeefghiiklmnoopqrsttuvw"
words = ["".join(random.choices(letters, k=random.randint(2, 9))) for _ in range(200)]
text = []
size = 0
while size < int(sys.argv[2]):
    text.append(" ".join(random.choices(words, weights=range(200, 0, -1), k=3)))
    text += text[-random.randint(1, 12):][:6]
    size = sum(map(len, text)) if len(text) % 500 < 8 else size + 80
sys.stdout.write("\n".join(text)[:int(sys.argv[2])])
PYTHON
mkdir -p "$work/context/base/lib" "$work/context/base/share"
cd "$work/context"
python3 "$work/words.py" 1 260000 > base/lib/libruntime.so
python3 "$work/words.py" 2 180000 > base/share/zones.txt
for name in shop mail report; do mkdir -p "$name/app"; python3 "$work/words.py" "$(echo "$name" | wc -c)" 40000 > "$name/app/$name.txt"; done
python3 -c 'import random, sys; random.seed(7); sys.stdout.buffer.write(random.randbytes(40000))' > report/app/photo.jpg
printf 'FROM scratch\nCOPY base/lib /usr/lib\nCOPY base/share /usr/share\n' > Base
buildah bud -q --layers -f Base -t localhost/runtime:1 . > /dev/null
for name in shop mail report; do
  printf 'FROM localhost/runtime:1\nCOPY %s/app /app\nCMD ["/app/%s"]\n' "$name" "$name" > Program
  buildah bud -q --layers -f Program -t "localhost/$name:1" . > /dev/null
  rm -f "$work/$name.tar"
  buildah push -q "localhost/$name:1" "oci-archive:$work/$name.tar:$name:1"
  zstd -19 -q -f "$work/$name.tar" -o "$here/$name.tar.zst"
done
