/// What three engines did on each edit of `CacheLab`, recorded from real builds (BuildKit and the classic builder of
/// Docker 20.10, buildah 1.28): a dot for a step that was cached, R for one that ran, - for a stage that was not built.
/// BuildKit shows a step that two stages share in one of them only. Nil where the engine lacks the feature.
///
/// The classic builder has no row of “ENV added at the end of deps”, since its Dockerfile lacks the line that was
/// edited; buildah's row of “ARG default changed” was recorded anew, alone: the edit before it had left the same step
/// in the store.
struct CacheTruth: Sendable {
    let edit: String
    let buildkit: String?
    let buildah: String?
    let classic: String?

    static let all = [
        CacheTruth(
            edit: "no edit",
            buildkit: "build:..... deps:.. stage-3:.....",
            buildah: "..... ...... - ..........",
            classic: "..... ....... . .........."),
        CacheTruth(
            edit: "touch src/main.txt (mtime)",
            buildkit: "build:..... deps:.. stage-3:.....",
            buildah: "..... ...... - ..........",
            classic: nil),
        CacheTruth(
            edit: "src/main.txt: content that matters",
            buildkit: "build:.RRRR deps:.. stage-3:..RRR",
            buildah: "..... ..RRRR - ....RRRRRR",
            classic: nil),
        CacheTruth(
            edit: "src/main.txt: a comment that gen.sh drops",
            buildkit: "build:RRRR deps:... stage-3:.....",
            buildah: "..... ..RRRR - ..........",
            classic: nil),
        CacheTruth(
            edit: "src/main.txt: mode 600",
            buildkit: "build:.RRRR deps:.. stage-3:.....",
            buildah: "..... ..RRRR - ..........",
            classic: "..... ..RRRRR . .........."),
        CacheTruth(
            edit: "src/main.txt: owner 1000 on the host",
            buildkit: "build:..... deps:.. stage-3:.....",
            buildah: "..... ..RRRR - ..........",
            classic: "..... ....... . .........."),
        CacheTruth(
            edit: "src/main.txt: user.x attribute",
            buildkit: "build:..... deps:.. stage-3:.....",
            buildah: "..... ..RRRR - ..........",
            classic: "..... ....... . .........."),
        CacheTruth(
            edit: "src/: mode of the directory 700",
            buildkit: "build:..... deps:.. stage-3:.....",
            buildah: "..... ...... - ..........",
            classic: "..... ..RRRRR . .........."),
        CacheTruth(
            edit: "src/: new empty file",
            buildkit: "build:.RRRR deps:.. stage-3:.....",
            buildah: "..... ..RRRR - ..........",
            classic: "..... ..RRRRR . .........."),
        CacheTruth(
            edit: "src/: file renamed, same bytes",
            buildkit: "build:.RRRR deps:.. stage-3:.....",
            buildah: "..... ..RRRR - ..........",
            classic: "..... ..RRRRR . .........."),
        CacheTruth(
            edit: "src/debug.log: content of an ignored file",
            buildkit: "build:..... deps:.. stage-3:.....",
            buildah: "..... ...... - ..........",
            classic: "..... ....... . .........."),
        CacheTruth(
            edit: "ignore file: a pattern that hits nothing",
            buildkit: "build:..... deps:.. stage-3:.....",
            buildah: "..... ...... - ..........",
            classic: "..... ....... . .........."),
        CacheTruth(
            edit: "notes.txt: in the context, not copied",
            buildkit: "build:.... deps:... stage-3:.....",
            buildah: "..... ...... - ..........",
            classic: "..... ....... . .........."),
        CacheTruth(
            edit: "conf/: new file that *.conf matches",
            buildkit: "build:..RRR deps:.. stage-3:..RRR",
            buildah: "..... ...RRR - ....RRRRRR",
            classic: "..... ...RRRR . ....RRRRRR"),
        CacheTruth(
            edit: "conf/: new file that it does not match",
            buildkit: "build:..... deps:.. stage-3:.....",
            buildah: "..... ...... - ..........",
            classic: "..... ....... . .........."),
        CacheTruth(
            edit: "tool/gen.sh: bind-mounted file",
            buildkit: "build:...RR deps:.. stage-3:.....",
            buildah: "..... ...... - ..........",
            classic: "..... ....RRR . .........."),
        CacheTruth(
            edit: "tool/: unrelated new file in the bind mount",
            buildkit: "build:...RR deps:.. stage-3:.....",
            buildah: "..... ...... - ..........",
            classic: "..... ....RRR . .........."),
        CacheTruth(
            edit: "extra.txt renamed, COPY x.txt extra.txt",
            buildkit: "build:..... deps:.. stage-3:...RR",
            buildah: "..... ...... - .....RRRRR",
            classic: "..... ....... . .....RRRRR"),
        CacheTruth(
            edit: "COPY extra.txt ./ written as /app/",
            buildkit: "build:..... deps:.. stage-3:.....",
            buildah: "..... ...... - .....RRRRR",
            classic: "..... ....... . .....RRRRR"),
        CacheTruth(
            edit: "comment line added",
            buildkit: "build:..... deps:.. stage-3:.....",
            buildah: "..... ...... - ..........",
            classic: "..... ....... . .........."),
        CacheTruth(
            edit: "blank line added",
            buildkit: "build:..... deps:.. stage-3:.....",
            buildah: "..... ...... - ..........",
            classic: "..... ....... . .........."),
        CacheTruth(
            edit: "comment inside a continued RUN",
            buildkit: "build:..... deps:.. stage-3:.....",
            buildah: "..... ...... - ..........",
            classic: "..... ....... . .........."),
        CacheTruth(
            edit: "RUN: one space less inside",
            buildkit: "build:....R deps:.. stage-3:.....",
            buildah: "..... .....R - ..........",
            classic: "..... ......R . .........."),
        CacheTruth(
            edit: "RUN split by backslash and newline",
            buildkit: "build:..... deps:.. stage-3:....R",
            buildah: "..... ...... - ......RRRR",
            classic: "..... ....... . ......RRRR"),
        CacheTruth(
            edit: "RUN written run",
            buildkit: "build:..... deps:.. stage-3:.....",
            buildah: "..... ...... - ..........",
            classic: "..... ....... . .........."),
        CacheTruth(
            edit: "stage build renamed",
            buildkit: "deps:.. maker:..... stage-3:.....",
            buildah: "..... ...... - ..........",
            classic: "..... ....... . .........."),
        CacheTruth(
            edit: "FROM ... as build, --from=1",
            buildkit: "build:..... deps:.. stage-3:.....",
            buildah: "..... ...... - ..........",
            classic: "..... ....... . .........."),
        CacheTruth(
            edit: "ENV MODE changed, before RUNs",
            buildkit: "build:..RR deps:... stage-3:.....",
            buildah: "..... RRRRRR - ..........",
            classic: "..... RRRRRRR . .........."),
        CacheTruth(
            edit: "ENV MODE=\"release\" (quotes only)",
            buildkit: "build:..... deps:.. stage-3:.....",
            buildah: "..... RRRRRR - ..........",
            classic: "..... ....... . .........."),
        CacheTruth(
            edit: "ENV APP changed, final stage",
            buildkit: "build:..... deps:.. stage-3:....R",
            buildah: "..... ...... - .RRRRRRRRR",
            classic: "..... ....... . .RRRRRRRRR"),
        CacheTruth(
            edit: "ENV added after the last RUN",
            buildkit: "build:..... deps:.. stage-3:.....",
            buildah: "..... ...... - .......RRRR",
            classic: "..... ....... . .......RRRR"),
        CacheTruth(
            edit: "ENV added at the end of deps",
            buildkit: "build:..... deps:.. stage-3:.....",
            buildah: ".....R ...... - ..........",
            classic: nil),
        CacheTruth(
            edit: "two ENVs swapped",
            buildkit: "build:..RR deps:... stage-3:.....",
            buildah: "..... RRRRRRR - ..........",
            classic: "..... RRRRRRRR . .........."),
        CacheTruth(
            edit: "ARG used by a RUN: other value",
            buildkit: "build:.... deps:..R stage-3:.RRRR",
            buildah: "....R ...... - ...RRRRRRR",
            classic: "....R ....... . ...RRRRRRR"),
        CacheTruth(
            edit: "ARG declared, not used: other value",
            buildkit: "build:..... deps:.R stage-3:.....",
            buildah: "....R ...... - ..........",
            classic: "....R ....... . .........."),
        CacheTruth(
            edit: "ARG default changed in the text",
            buildkit: "build:..... deps:.R stage-3:.....",
            buildah: "....R ...... - ..........",
            classic: ".RRRR ....... . .........."),
        CacheTruth(
            edit: "build-arg that is declared nowhere",
            buildkit: "build:..... deps:.. stage-3:.....",
            buildah: "..... ...... - ..........",
            classic: "..... ....... . .........."),
        CacheTruth(
            edit: "global ARG, not declared in a stage",
            buildkit: "build:..... deps:.. stage-3:.....",
            buildah: "..... ...... - ..........",
            classic: "..... ....... . .........."),
        CacheTruth(
            edit: "build-arg HTTP_PROXY, not declared",
            buildkit: "build:..... deps:.. stage-3:.....",
            buildah: "RRRRR ...... - ..........",
            classic: "..... .....RR R ......RRRR"),
        CacheTruth(
            edit: "build-arg SOURCE_DATE_EPOCH, not declared",
            buildkit: "build:..... deps:.. stage-3:.....",
            buildah: "..... ...... - ..........",
            classic: "..... ....... . .........."),
        CacheTruth(
            edit: "ARG after the last RUN: other value",
            buildkit: "build:.... deps:... stage-3:.....",
            buildah: "..... ...... - ...........",
            classic: "..... ....... . ..........."),
        CacheTruth(
            edit: "LABEL changed, first line of the final stage",
            buildkit: "build:..... deps:.. stage-3:.....",
            buildah: "..... ...... - RRRRRRRRRR",
            classic: "..... ....... . RRRRRRRRRR"),
        CacheTruth(
            edit: "EXPOSE changed",
            buildkit: "build:..... deps:.. stage-3:.....",
            buildah: "..... ...... - .......RRR",
            classic: "..... ....... . .......RRR"),
        CacheTruth(
            edit: "CMD changed",
            buildkit: "build:..... deps:.. stage-3:.....",
            buildah: "..... ...... - .........R",
            classic: "..... ....... . .........R"),
        CacheTruth(
            edit: "USER changed, after the last RUN",
            buildkit: "build:..... deps:.. stage-3:.....",
            buildah: "..... ...... - ........RR",
            classic: "..... ....... . ........RR"),
        CacheTruth(
            edit: "USER added before the last RUN",
            buildkit: "build:..... deps:.. stage-3:.....R",
            buildah: "..... ...... - ......RRRRRR",
            classic: "..... ....... . ......RRRRRR"),
        CacheTruth(
            edit: "WORKDIR /app to /app2, final stage",
            buildkit: "build:..... deps:.. stage-3:RRRRR",
            buildah: "..... ...... - ..RRRRRRRR",
            classic: "..... ....... . ..RRRRRRRR"),
        CacheTruth(
            edit: "SHELL added before the last RUN",
            buildkit: "build:..... deps:.. stage-3:....R",
            buildah: "..... ...... - .....RRRRRR",
            classic: "..... ....... . .....RRRRRR"),
        CacheTruth(
            edit: "HEALTHCHECK added before the last RUN",
            buildkit: "build:..... deps:.. stage-3:.....",
            buildah: "..... ...... - .....RRRRRR",
            classic: "..... ....... . .....RRRRRR"),
        CacheTruth(
            edit: "VOLUME added before the last RUN",
            buildkit: "build:..... deps:.. stage-3:.....",
            buildah: "..... ...... - .....RRRRRR",
            classic: "..... ....... . .....RRRRRR"),
        CacheTruth(
            edit: "cache mount: other id",
            buildkit: "build:..... deps:.R stage-3:.....",
            buildah: "....R ...... - ..........",
            classic: "..... ....... . .........."),
        CacheTruth(
            edit: "cache mount: id removed",
            buildkit: "build:..... deps:.R stage-3:.....",
            buildah: "....R ...... - ..........",
            classic: "..... ....... . .........."),
        CacheTruth(
            edit: "cache mount: other target",
            buildkit: "build:..... deps:.R stage-3:.....",
            buildah: "....R ...... - ..........",
            classic: "..... ....... . .........."),
        CacheTruth(
            edit: "two COPYs swapped, final stage",
            buildkit: "build:..... deps:.. stage-3:.RRRR",
            buildah: "..... ...... - ...RRRRRRR",
            classic: "..... ....... . ...RRRRRRR"),
        CacheTruth(
            edit: "--chown added to COPY extra.txt",
            buildkit: "build:..... deps:.. stage-3:...RR",
            buildah: "..... ...... - .....RRRRR",
            classic: "..... ....... . .....RRRRR"),
        CacheTruth(
            edit: "--chmod added to COPY extra.txt",
            buildkit: "build:.... deps:... stage-3:...RR",
            buildah: "..... ...... - .....RRRRR",
            classic: nil),
        CacheTruth(
            edit: "spare stage changed (nothing uses it)",
            buildkit: "build:..... deps:.. stage-3:.....",
            buildah: "..... ...... - ..........",
            classic: "..... ....... R .........."),
        CacheTruth(
            edit: "base: another layer",
            buildkit: "build:RRRRR deps:RR stage-3:RRRRR",
            buildah: "RRRRR RRRRRR - RRRRRRRRRR",
            classic: "RRRRR RRRRRRR R RRRRRRRRRR"),
        CacheTruth(
            edit: "base: same layers, new label",
            buildkit: "build:..... deps:.. stage-3:.....",
            buildah: "RRRRR RRRRRR - RRRRRRRRRR",
            classic: "RRRRR RRRRRRR R RRRRRRRRRR"),
        CacheTruth(
            edit: "base: same image, other tag",
            buildkit: "build:..... deps:.. stage-3:.....",
            buildah: "..... ...... - ..........",
            classic: "..... ....... . .........."),
        CacheTruth(
            edit: "COPY . and a comment in the Containerfile it holds",
            buildkit: "build:..... deps:.. stage-3:...RRR",
            buildah: "..... ...... - .....RRRRRR",
            classic: "..... ....... . .....RRRRRR"),
        CacheTruth(
            edit: "secret: other content",
            buildkit: "build:..... deps:.. stage-3:.....",
            buildah: "..... ...... - ..........",
            classic: nil),
        CacheTruth(
            edit: "heredoc RUN: one word changed",
            buildkit: nil,
            buildah: nil,
            classic: nil),
        CacheTruth(
            edit: "heredoc COPY: one word changed",
            buildkit: nil,
            buildah: nil,
            classic: nil),
        CacheTruth(
            edit: "COPY --link extra.txt, earlier COPY changed",
            buildkit: nil,
            buildah: nil,
            classic: nil),
        CacheTruth(
            edit: "COPY --link --chmod=600, earlier COPY changed",
            buildkit: nil,
            buildah: nil,
            classic: nil),
        CacheTruth(
            edit: "COPY --link last step, base: another layer",
            buildkit: nil,
            buildah: nil,
            classic: nil),
        CacheTruth(
            edit: "bind mount from stage deps, its file as before",
            buildkit: "build:.... deps:.RRR stage-3:....",
            buildah: nil,
            classic: nil),
    ]
}
