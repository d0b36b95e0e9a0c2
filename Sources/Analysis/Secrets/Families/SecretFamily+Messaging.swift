extension SecretFamily {
    /// Tokens and webhooks of chat and mail services.
    static let messaging: [SecretFamily] = [
        token(
            "slack-token", "Slack token", .messaging, .critical,
            prefixes: ["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxo-"], body: .alphanumeric.with("-"),
            count: 20...250,
            entropy: 2.8),
        token(
            "slack-app-token", "Slack app token", .messaging, .critical, prefixes: ["xapp-"],
            body: .alphanumeric.with("-"), count: 40...160, entropy: 2.8),
        token(
            "slack-refresh-token", "Slack refresh token", .messaging, .critical,
            prefixes: ["xoxe-", "xoxe.xoxp-", "xoxe.xoxb-"],
            body: .alphanumeric.with("-"), count: 40...250, entropy: 2.8),
        token(
            "slack-webhook", "Slack webhook", .messaging,
            prefixes: [
                "hooks.slack.com/services/", "hooks.slack.com/workflows/", "hooks.slack.com/triggers/",
            ],
            body: .alphanumeric.with("/"), count: 40...90),
        token(
            "discord-webhook", "Discord webhook", .messaging,
            prefixes: ["discord.com/api/webhooks/", "discordapp.com/api/webhooks/"], body: .base64URL.with("/"),
            count: 80...100),
        SecretFamily(
            id: "discord-bot-token", name: "Discord bot token", group: .messaging, severity: .critical,
            anchors: [".G"]
        ) { text, anchor in
            // An id in base64, a time stamp of six characters that has begun with G since 2021, and 38 of signature.
            let start = text.start(of: .base64URL, before: anchor.lowerBound, limit: 30)
            let range = start..<text.end(of: .base64URL, from: anchor.lowerBound + 8, limit: 39)
            guard (24...28).contains(anchor.lowerBound - start), text[anchor.lowerBound + 7] == 0x2e,
                range.upperBound - anchor.lowerBound == 46, (0x4d...0x4f).contains(text[start]),
                text.bytes[anchor.upperBound..<anchor.lowerBound + 7].allSatisfy(ByteSet.base64URL.contains),
                ByteStatistics.entropy(text.bytes[range]) >= 4
            else { return nil }
            return SecretCandidate(range: range, confidence: .high)
        },
        SecretFamily(
            id: "telegram-bot-token", name: "Telegram bot token", group: .messaging, severity: .high, anchors: [":AA"]
        ) { text, anchor in
            let start = text.start(of: .digits, before: anchor.lowerBound, limit: 12)
            let range = start..<text.end(of: .base64URL, from: anchor.upperBound, limit: 34)
            guard (8...10).contains(anchor.lowerBound - start), range.upperBound - anchor.lowerBound == 36,
                text.endsWord(range), ByteStatistics.entropy(text.bytes[range]) >= 4,
                text.startsWord(range) || text.has("bot", at: start - 3)
            else { return nil }
            return SecretCandidate(range: range, confidence: .high)
        },
        SecretFamily(
            id: "firebase-server-key", name: "Firebase server key", group: .messaging, severity: .high,
            anchors: [":APA91b"]
        ) { text, anchor in
            let start = text.start(of: .base64URL, before: anchor.lowerBound, limit: 12)
            let range = start..<text.end(of: .base64URL, from: anchor.upperBound, limit: 135)
            guard anchor.lowerBound - start == 11, text.has("AAAA", at: start),
                (130...134).contains(range.upperBound - anchor.upperBound), text.startsWord(range)
            else { return nil }
            return SecretCandidate(range: range, confidence: .high)
        },
        token(
            "teams-webhook", "Microsoft Teams webhook", .messaging,
            prefixes: [".webhook.office.com/webhookb2/", "outlook.office.com/webhook/"],
            body: .base64URL.with("/@"), count: 100...220),
        SecretFamily(
            id: "sendgrid-key", name: "SendGrid key", group: .messaging, severity: .critical, anchors: ["SG."]
        ) { text, anchor in
            let shape = TokenShape(body: .dotted, count: 66...66, entropy: 4)
            guard text[anchor.upperBound + 22] == 0x2e else { return nil }
            return shape.check(text, anchor)
        },
        token(
            "mailgun-key", "Mailgun key", .messaging, prefixes: ["key-"], body: .lowerHex, count: 32...32,
            isDistinctive: false),
        SecretFamily(
            id: "mailchimp-key", name: "Mailchimp key", group: .messaging, severity: .high, anchors: ["-us"]
        ) { text, anchor in
            let start = text.start(of: .lowerHex, before: anchor.lowerBound, limit: 33)
            let range = start..<text.end(of: .digits, from: anchor.upperBound, limit: 3)
            guard anchor.lowerBound - start == 32, (1...2).contains(range.upperBound - anchor.upperBound),
                text.startsWord(range), text.endsWord(range),
                ByteStatistics.entropy(text.bytes[start..<anchor.lowerBound]) >= 3
            else { return nil }
            return SecretCandidate(range: range, confidence: .high)
        },
        token(
            "twilio-key", "Twilio API key", .messaging, prefixes: ["SK"], body: .lowerHex, count: 32...32,
            confidence: .medium, isDistinctive: false),
        token(
            "brevo-key", "Brevo key", .messaging, prefixes: ["xkeysib-", "xsmtpsib-"], body: .alphanumeric.with("-"),
            count: 81...81),
        token(
            "resend-key", "Resend key", .messaging, prefixes: ["re_"], body: .alphanumeric.with("_"), count: 33...33,
            entropy: 3.8, isDistinctive: false),
        token(
            "facebook-token", "Facebook access token", .messaging,
            prefixes: ["EAAG", "EAAC", "EAAM", "EAAD", "EAAE", "EAAJ", "EAAB", "EAAH"],
            body: .alphanumeric, count: 100...300, entropy: 4, isDistinctive: false),
        SecretFamily(
            id: "twitch-stream-key", name: "Twitch stream key", group: .messaging, severity: .medium, anchors: ["live_"]
        ) { text, anchor in
            let id = text.end(of: .digits, from: anchor.upperBound, limit: 11)
            let range = anchor.lowerBound..<text.end(of: .alphanumeric, from: id + 1, limit: 31)
            guard (8...10).contains(id - anchor.upperBound), text[id] == 0x5f, range.upperBound - id == 31,
                text.startsWord(range), ByteStatistics.entropy(text.bytes[range]) >= 3.5
            else { return nil }
            return SecretCandidate(range: range, confidence: .high)
        },
        token(
            "twitch-token", "OAuth token of the form oauth:…", .messaging, prefixes: ["oauth:"],
            body: .lowerAlphanumeric, count: 30...30, isDistinctive: false),
    ]
}
