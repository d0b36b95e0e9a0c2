// What tests share. Start with `Image`: an image written in code and stored as any tool would store it.
//
//     let image = Image(reference: "app:latest") {
//         Layer { File("etc/motd", "hello"); Directory("srv") }.createdBy("ADD base.tar /")
//         Step("ENV A=b")
//         Layer { Whiteout("etc/motd") }.createdBy("RUN rm /etc/motd")
//     }
//     try image.write(as: .ociArchive, layerCompression: .zstd, to: directory.path("app.tar"))
//
// `TarWriter` writes the tars, from the headers' bytes on: no library that strata reads with has a part in it.
