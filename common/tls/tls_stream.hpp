#ifndef PTKT_TLS_TLS_STREAM_HPP
#define PTKT_TLS_TLS_STREAM_HPP

#include "common/tls/failure.hpp"
#include "common/tls/wire.hpp"

namespace ptkt::tls {

/// A TLS session over another stream. The handshake is done by whatever is asked for first.
///
/// An end without close_notify counts as an end where the peer stood between two records: many
/// peers never send one, and whoever reads messages knows whether one is cut. Within a record it is
/// a cut.
class TlsStream final : public net::Stream {
  public:
    /// `name`: what the certificate of a server must be for.
    TlsStream(std::shared_ptr<const Context::State> context, net::StreamPtr below,
              const std::string& name);

    [[nodiscard]] net::Progress establish() override;
    [[nodiscard]] net::Transfer read(std::span<base::Byte> place) override;
    [[nodiscard]] net::Transfer write(base::ByteView bytes) override;
    [[nodiscard]] net::Progress end_output() override;
    [[nodiscard]] net::Progress discard(std::span<base::Byte> place) override {
        return wire_.below->discard(place);
    }
    [[nodiscard]] net::Readiness awaits(bool reading, bool writing) const override;
    [[nodiscard]] bool has_pending() const override { return has_more_; }
    [[nodiscard]] bool is_quiet() override;
    [[nodiscard]] std::string failure() const override { return failure_; }
    [[nodiscard]] std::string protection() const override;
    [[nodiscard]] int fd() const override { return wire_.below->fd(); }

  private:
    void expect(const std::string& name);
    void begin_call();
    [[nodiscard]] bool is_established() const { return SSL_is_init_finished(session_.get()) == 1; }
    [[nodiscard]] net::Progress judge(int result, net::Readiness& waits_for);
    [[nodiscard]] net::Progress judge_end();
    [[nodiscard]] net::Progress fail(std::string why);

    std::shared_ptr<const Context::State> context_;
    Wire wire_;
    CertificateTrouble trouble_;
    SessionPtr session_;
    net::Readiness to_shake_hands_;
    net::Readiness to_read_{true, false};
    net::Readiness to_write_{false, true};
    bool has_more_ = false;
    bool farewell_sent_ = false;
    std::optional<net::Progress> read_end_;   ///< what every further read comes to
    std::optional<net::Progress> write_end_;  ///< the same for writes
    std::string failure_;
};

}  // namespace ptkt::tls

#endif
