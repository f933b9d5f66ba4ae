#ifndef PTKT_CRYPTO_MESSAGE_HPP
#define PTKT_CRYPTO_MESSAGE_HPP

#include <memory>
#include <string>
#include <string_view>

#include "common/base/result.hpp"
#include "common/base/secret.hpp"
#include "common/base/time.hpp"

/// Messages to one recipient, as Cryptographic Message Syntax: the content in AuthEnvelopedData
/// (RFC 5083) under AES-256-GCM, and that, when it is signed, in SignedData (RFC 5652). Any program
/// that knows CMS can read them.
namespace ptkt::crypto {

/// An X.509 certificate with an RSA key of at least 2048 bits or an elliptic-curve key.
class Certificate {
  public:
    /// From PEM text. Malformed; `name` is what messages call it.
    [[nodiscard]] static base::Result<Certificate> of_pem(std::string_view pem,
                                                          const std::string& name);
    Certificate(Certificate&&) noexcept;
    Certificate& operator=(Certificate&&) noexcept;
    ~Certificate();

    /// NotPermitted when `now` is outside its period of validity.
    [[nodiscard]] base::Status check_period(base::Instant now) const;
    [[nodiscard]] const std::string& name() const { return name_; }
    /// Which key pair it is for: SHA-256 of the public key (SubjectPublicKeyInfo), as hexadecimal
    /// digits.
    [[nodiscard]] std::string key_id() const;

    struct State;
    [[nodiscard]] const State& state() const { return *state_; }

  private:
    Certificate(std::unique_ptr<State> state, std::string name);
    std::unique_ptr<State> state_;
    std::string name_;
};

/// A private key.
class PrivateKey {
  public:
    /// From PEM text without a passphrase. Malformed.
    [[nodiscard]] static base::Result<PrivateKey> of_pem(const base::Secret& pem,
                                                         const std::string& name);
    PrivateKey(PrivateKey&&) noexcept;
    PrivateKey& operator=(PrivateKey&&) noexcept;
    ~PrivateKey();

    /// As Certificate::key_id.
    [[nodiscard]] std::string key_id() const;

    struct State;
    [[nodiscard]] const State& state() const { return *state_; }

  private:
    explicit PrivateKey(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

struct Signer {
    const Certificate& certificate;
    const PrivateKey& key;
};

/// The message as PEM text (`-----BEGIN CMS-----`). Malformed: the signer's key is not that of its
/// certificate.
[[nodiscard]] base::Result<std::string> seal_message(const base::Secret& content,
                                                     const Certificate& recipient,
                                                     const Signer* signer);

/// What was found in a message.
struct OpenedMessage {
    base::Secret content;
    bool is_signed = false;
};

/// Opens a message of PEM text. With a `signer` the message must bear that certificate's signature,
/// and no other counts; without one a signed message is refused, as nobody could tell by whom.
/// Malformed: it is not a message, or was altered. NotPermitted: it is for another key, or is
/// not signed by the expected signer.
[[nodiscard]] base::Result<OpenedMessage> open_message(std::string_view pem, const PrivateKey& key,
                                                       const Certificate* signer);

}  // namespace ptkt::crypto

#endif
