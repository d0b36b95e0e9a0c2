extension SecretFamily {
    /// Keys of payment services. Those of test accounts open little.
    static let payment: [SecretFamily] = [
        token(
            "stripe-key", "Stripe live key", .payment, .critical,
            prefixes: ["sk_live_", "rk_live_", "sk_prod_", "rk_prod_"],
            body: .alphanumeric, count: 16...247),
        token(
            "stripe-test-key", "Stripe test key", .payment, .medium, prefixes: ["sk_test_", "rk_test_"],
            body: .alphanumeric, count: 16...247),
        token(
            "stripe-webhook-secret", "Stripe webhook secret", .payment, prefixes: ["whsec_"],
            body: .base64Padded, count: 32...64),
        token(
            "square-token", "Square access token", .payment, .critical, prefixes: ["sq0atp-"], body: .base64URL,
            count: 22...22),
        token(
            "square-secret", "Square OAuth secret", .payment, .critical, prefixes: ["sq0csp-"], body: .base64URL,
            count: 43...43),
        token(
            "square-production-token", "Square access token", .payment, .critical, prefixes: ["EAAA"],
            body: .base64URL, count: 60...60, entropy: 4, isDistinctive: false),
        token(
            "shopify-token", "Shopify token", .payment, .critical,
            prefixes: ["shpat_", "shpca_", "shppa_", "shpss_", "shptka_"], body: .alphanumeric, count: 32...38),
        token(
            "braintree-token", "Braintree access token", .payment, .critical,
            prefixes: ["access_token$production$"], body: .lowerAlphanumeric.with("$"), count: 49...49),
        token(
            "razorpay-key", "Razorpay live key id", .payment, .medium, prefixes: ["rzp_live_"], body: .alphanumeric,
            count: 14...14),
        token(
            "flutterwave-key", "Flutterwave secret key", .payment, prefixes: ["FLWSECK-", "FLWSECK_TEST-"],
            body: .alphanumeric.with("-"), count: 12...40),
        token(
            "plaid-token", "Plaid access token", .payment, prefixes: ["access-production-"], body: .lowerHex.with("-"),
            count: 36...36),
        token("easypost-key", "EasyPost key", .payment, prefixes: ["EZAK"], body: .alphanumeric, count: 54...54),
        token(
            "easypost-test-key", "EasyPost test key", .payment, .medium, prefixes: ["EZTK"], body: .alphanumeric,
            count: 54...54),
        token("shippo-token", "Shippo token", .payment, prefixes: ["shippo_live_"], body: .lowerHex, count: 40...40),
        token("duffel-token", "Duffel token", .payment, prefixes: ["duffel_live_"], body: .base64URL, count: 43...43),
    ]
}
