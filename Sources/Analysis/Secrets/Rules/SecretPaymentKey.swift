import Evidence

/// Key of a payment service, in files and in the image's documents.
struct SecretPaymentKey: SecretGroupRule {
    let group = SecretGroup.payment
    let rule = Rule(
        id: "secret-payment-key", category: .secret, severity: .critical, title: "Key of a payment service",
        why: "The key moves money and shows customers' data.",
        remedy: "Revoke the key now, and give it to the container when it starts. Keys of test accounts "
            + "belong there as well.")
}
