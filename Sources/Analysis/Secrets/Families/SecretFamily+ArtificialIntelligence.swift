extension SecretFamily {
    /// Keys of model services.
    static let artificialIntelligence: [SecretFamily] = [
        SecretFamily(
            id: "openai-key", name: "OpenAI key", group: .artificialIntelligence, severity: .critical,
            anchors: ["T3BlbkFJ"]
        ) { text, anchor in
            let start = text.start(of: .base64URL, before: anchor.lowerBound, limit: 200)
            let end = text.end(of: .base64URL, from: anchor.upperBound, limit: 200)
            guard let prefix = text.find("sk-", in: start..<anchor.lowerBound),
                anchor.lowerBound - prefix >= 20, end - anchor.upperBound >= 20
            else { return nil }
            return SecretCandidate(range: prefix..<end, confidence: .high)
        },
        token(
            "anthropic-key", "Anthropic key", .artificialIntelligence, .critical,
            prefixes: ["sk-ant-api03-", "sk-ant-admin01-", "sk-ant-oat01-"], body: .base64URL, count: 80...120),
        token(
            "hugging-face-token", "Hugging Face token", .artificialIntelligence, .critical,
            prefixes: ["hf_", "api_org_"], body: .alphanumeric, count: 34...34),
        token(
            "replicate-token", "Replicate token", .artificialIntelligence, prefixes: ["r8_"], body: .alphanumeric,
            count: 37...37),
        token("groq-key", "Groq key", .artificialIntelligence, prefixes: ["gsk_"], body: .alphanumeric, count: 52...52),
        token("xai-key", "xAI key", .artificialIntelligence, prefixes: ["xai-"], body: .alphanumeric, count: 80...80),
        token(
            "perplexity-key", "Perplexity key", .artificialIntelligence, prefixes: ["pplx-"], body: .alphanumeric,
            count: 48...56),
        token(
            "langsmith-key", "LangSmith key", .artificialIntelligence, prefixes: ["lsv2_pt_", "lsv2_sk_"],
            body: .lowerHex.with("_"), count: 43...43),
        token(
            "pinecone-key", "Pinecone key", .artificialIntelligence, prefixes: ["pcsk_"], body: .alphanumeric.with("_"),
            count: 60...80),
        token(
            "nvidia-key", "NVIDIA API key", .artificialIntelligence, prefixes: ["nvapi-"], body: .base64URL,
            count: 60...70),
        token(
            "tavily-key", "Tavily key", .artificialIntelligence, prefixes: ["tvly-", "tvly-dev-", "tvly-prod-"],
            body: .alphanumeric, count: 32...32),
        token("jina-key", "Jina key", .artificialIntelligence, prefixes: ["jina_"], body: .base64URL, count: 58...62),
        token(
            "openrouter-key", "OpenRouter key", .artificialIntelligence, prefixes: ["sk-or-v1-"], body: .lowerHex,
            count: 64...64),
        token(
            "elevenlabs-key", "ElevenLabs key", .artificialIntelligence, prefixes: ["sk_"], body: .lowerHex,
            count: 48...48, isDistinctive: false),
        token(
            "cerebras-key", "Cerebras key", .artificialIntelligence, prefixes: ["csk-"], body: .lowerAlphanumeric,
            count: 48...48, isDistinctive: false),
        token(
            "deepseek-key", "API key of the form sk-…", .artificialIntelligence, prefixes: ["sk-"],
            body: .lowerHex, count: 32...32, confidence: .medium, isDistinctive: false),
        token(
            "openai-old-key", "OpenAI key", .artificialIntelligence, prefixes: ["sk-"], body: .alphanumeric,
            count: 48...48, entropy: 3.8, confidence: .medium, isDistinctive: false),
    ]
}
