import ImageAnalysis
import Testing

@testable import Rules

/// What is known of official images.
@Suite struct BaseImageTests {
    @Test(arguments: [
        ("python:3.11", "python:3.11-slim"), ("docker.io/library/node:20", "node:20-slim"), ("ruby", "ruby:slim"),
        ("python:3.12-bookworm", "python:3.12-slim-bookworm"), ("node:20-bookworm", "node:20-bookworm-slim"),
        ("public.ecr.aws/docker/library/python:3.11", "python:3.11-slim"), ("python:latest", "python:slim"),
    ])
    func aFullImageHasASlimOne(reference: String, slim: String) {
        #expect(BaseImage(reference).slimReference == slim)
    }

    @Test(arguments: [
        "python:3.11-slim", "node:20-alpine", "golang:1.22", "debian:12", "example.com/python:3.11", "me/node:20",
        "python:$VERSION", "scratch", "python:3.11@sha256:00", "node:20-windowsservercore", "php:8",
    ])
    func whatIsSmallOrNotKnownHasNone(reference: String) {
        #expect(BaseImage(reference).slimReference == nil)
    }

    @Test func usersOfSystemsAndImages() {
        #expect(BaseImage("node:20-alpine").hasUser("node") == true)
        #expect(BaseImage("python:3.13-alpine").hasUser("app") == false)
        #expect(BaseImage("debian:12").hasUser("www-data") == true)
        // Alpine has the group only.
        #expect(BaseImage("alpine:3.20").hasUser("www-data") == false)
        #expect(BaseImage("alpine:3.20").hasGroup("www-data") == true)
        #expect(BaseImage("gcr.io/distroless/static:nonroot").hasUser("nonroot") == true)
        #expect(BaseImage("scratch").hasUser("nobody") == false)
        #expect(BaseImage("example.com/app:1").hasUser("app") == nil)
        #expect(BaseImage("registry.access.redhat.com/ubi9").hasUser("app") == nil)
    }

    @Test func programsOfSystemsAndImages() {
        for reference in ["python:3.11-slim", "debian:12-slim", "node:20-alpine", "alpine:3", "gcr.io/distroless/cc"] {
            #expect(BaseImage(reference).lacks("curl", withPackages: false), "\(reference)")
        }
        for reference in ["python:3.11", "nginx:1.27-alpine", "php:8.3-alpine", "example.com/x:1", "golang:1.22"] {
            #expect(!BaseImage(reference).lacks("curl", withPackages: false), "\(reference)")
        }
        #expect(!BaseImage("alpine:3").lacks("wget", withPackages: false), "busybox has it")
        #expect(!BaseImage("gcr.io/distroless/static:debug").lacks("sh", withPackages: false))
    }
}
