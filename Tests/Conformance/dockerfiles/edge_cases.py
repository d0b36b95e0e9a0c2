"""Dockerfiles written by hand, one for each corner of the syntax."""

CASES = [
    "RUN a \\\\\nRUN b\n", "RUN a \\\\\\\nRUN b\n", "RUN \\\n", "RUN a \\", "# only\n", "", "\n\n", "\\\n\n",
    'ONBUILD ONBUILD RUN ["x"]', "ONBUILD", "ONBUILD onbuild", "ENV a", "ENV", "ENV a=b c", 'ARG a b="c d"', 'LABEL a=b c="d"',
    'RUN ["a", 1]', 'RUN ["a",', "RUN []", 'COPY ["a b","c"]', "FOO bar --x", "RUN <<EOF\nx", 'RUN <<-"E F"\n\tx\n\tE F\n',
    "RUN <<EOF\r\nx\r\nEOF\r\n", "# escape=`\nRUN a `\n b\n", "# escape=x\nRUN a", "# escape=`\n# escape=`\nRUN",
    "#!/x\n# escape=`\nRUN a `\nRUN b", "\ufeff# escape=`\nRUN a `\n b", "COPY --from=a --link\tb c", 'RUN --mount="type=x y" a',
    "RUN -- a b", "HEALTHCHECK NONE", "HEALTHCHECK --interval=1s CMD echo  a", 'HEALTHCHECK CMD ["a"]', "HEALTHCHECK", "HEALTHCHECK CMD [1]",
    "EXPOSE 80  \t 90", "CMD echo [a]", 'RUN echo "a\nb', "RUN a \\\n\n b\n", "RUN a \\  \n b", "RUN a \\\n# c\n", "   RUN  a  ",
    "RUN\ta\u00a0b", "\u00a0RUN a", "USER  a b ", "COPY <<A <<B /x/\n1\nA\n2\nB\n", "ONBUILD RUN <<E\nq\nE\n", "CMD <<E\nRUN a\n",
    'RUN ["<<E"]\nRUN b', "RUN echo 'it <<E\nRUN b", "RUN 3<<E cat\nx\nE", "RUN cat <<< x\nRUN b", "RUN a<<E\nRUN b", "RUN x=$((1<<2))\nRUN b",
    "RUN echo << E\nx\nE\n", "\\\nRUN a", "RUN <<$X\n1\n$X", 'RUN <<"A"B\n1\nAB', "RUN <<\\E\n1\nE", "ARG", 'VOLUME ["a"]', 'SHELL ["a"]',
    "STOPSIGNAL", "FROM", "RUN", "ENV a=b\\ c d='e f' g=\"h \\\" i\"", "ENV a='' b=\"\"", 'RUN "unterminated <<E\nx', "MAINTAINER a <b>",
    "RUN a\x0bb", "EXPOSE a\x0bb\x0cc", "RUN --a=b --c", "RUN --", 'COPY --chown="a b" \\\n  # hi\n  --link x y', "RUN --flag\\ x=1 y",
    "RUN <<EOF <<EOF\n1\nEOF\n2\nEOF", 'RUN [ "a" , "b" ] ', "RUN ['a']", 'RUN ["\\u00e9\\n\\ud800"]', 'RUN ["\\ud83d\\ude00"]', 'RUN ["a\tb"]',
    'RUN [["a"]]', "RUN [null]", 'RUN [{"a": [1, 2.5e3, {"b": true}]}]', "RUN [01]", "RUN [1.]", 'RUN [{"a"}]', "RUN [tru]", 'add ["a"]',
    "RUN <<EOF\nEOF", "RUN <<EOF \nx\nEOF", "RUN <<EOF\nx\n EOF\nEOF ", "RUN \u00e9 --\u00e0", "FROM a\n# escape=`\nRUN b `\nRUN c",
    "# syntax=a\n\n# escape=`\nRUN a `\nRUN b", "  # escape=`\nRUN a `\n b", "# escape = ` \nRUN a `\n b", "RUN a \\\n  \\\n b", "RUN a \\\n\\\n b",
    "# escape=`\nENV a=b` c d=e\\ f", "RUN <<A cat && \\\n  <<B cat\n1\nA\n2\nB\nRUN c", "RUN <<${X}\n1\n${X}",
    "RUN <<''\n\n", 'RUN cat <<"a\'b"\n1\na\'b', "RUN <<E\\F\n1\nEF", "COPY <<-E /x\n\t\tE\n", "RUN <<E\n# comment\n\\\nE", "FROM a AS b # c",
    "FROM  a   as\tb", "from a", "FROM --platform=$BUILDPLATFORM a AS b", 'ENV "a b"=c', "ENV a =b", "ENV =b", "ENV a=b=c", "LABEL a 'b c'",
    "ARG a='b c' d", "USER\n", "WORKDIR /a b/c  ", "CMD", "CMD []", 'CMD ["a"', "ENTRYPOINT [\"a\"]", "EXPOSE 80/tcp 90/udp", 'VOLUME /a /b ["c"]',
    "COPY a\\ b c", 'COPY "a b" c', "RUN\n", "RUN a\rb\n", "RUN a\r\r\n", "\r\n\r\nRUN a\r\n", "RUN a \\\r\n  b\r\n", "RUN a \\\r\n# c\r\n  b",
    "RUN --mount=type=cache,target=/x \\\n    --mount=type=bind a", "RUN --x='a\nRUN b", 'RUN --x="a\\"b" c', "RUN --x=\\", "RUN --x=a\\", "RUN -x a",
    "RUN - a", "RUN --- a", 'ADD --checksum=sha256:0 "https://x/y" z', "ONBUILD COPY --from=a b c", "ONBUILD CMD [\"a\"]", "ONBUILD ENV a=b c=d",
    "ONBUILD HEALTHCHECK --x=1 CMD a", "ONBUILD RUN <<A <<B\n1\nA\n2\nB\n", "ONBUILD FOO a", "Run a\nrUN b", "RUN a # not a comment", "#RUN a\nRUN b",
    "RUN a \\\n b \\\n\n\n\nRUN c", "RUN a \\\n \t \n#x\n b\nRUN c", "RUN 'a \\\n b'", "RUN \\\n\\\n\\\n", "HEALTHCHECK\u00a0CMD a", "ENV a\u00a0b", "EXPOSE a\u00a0b",
    "HEALTHCHECK CMD \u00a0 a b", "HEALTHCHECK CMD \u00a0 [\"a\"]", "RUN \u00a0 [\"a\"]", "HEALTHCHECK CMD\ta", "COPY \u00a0[\"a\"]",
]

# What newer releases of BuildKit (seen in its source of 2026) do otherwise than the oracle, with what they give.
# strata follows BuildKit, so these are tested apart.
NEWER = {
    'RUN ["a"] && b': "text after the array makes a shell form; the oracle drops the text",
    "# check=skip=all\n# escape=`\nRUN a `\n b": "check is a directive; to the oracle it ends the directives",
    "RUN --\u00e9=\u00e0 b": "flags beyond ASCII: both garble them byte by byte, strata keeps them",
    "# escape=`\nRUN --a=x` y b": "a flag is escaped by the escape character; to the oracle by a backslash always",
    "R" * 70000: "both refuse lines of 64 KiB, strata reads them",
}
