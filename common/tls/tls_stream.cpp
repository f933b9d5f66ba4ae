#include "common/tls/tls_stream.hpp"

#include <openssl/err.h>
#include <openssl/x509v3.h>

#include <new>
#include <string_view>

#include "common/base/text/ascii.hpp"

namespace ptkt::tls {

using net::Progress;
using net::Readiness;
using net::Transfer;

namespace {

constexpr Readiness kInput{true, false};
constexpr Readiness kOutput{false, true};

/// Ciphertext that one call takes in at most. libssl goes on for as long as a peer sends what is no
/// data, such as new keys, and others wait meanwhile.
constexpr std::size_t kAtOnce = std::size_t{64} << 10U;

/// Whether a record has begun to come in and is not whole.
bool is_within_record(const SSL* session) {
    return SSL_has_pending(session) == 1 || std::string_view(SSL_rstate_string(session)) == "RB";
}

}  // namespace

TlsStream::TlsStream(std::shared_ptr<const Context::State> context, net::StreamPtr below,
                     const std::string& name)
    : context_(std::move(context)),
      wire_(std::move(below)),
      session_(SSL_new(context_->context.get())),
      to_shake_hands_(context_->side == Side::Client ? kOutput : kInput) {
    if (!session_) throw std::bad_alloc();
    BIO* const bio = bio_over(*context_->wire, wire_);
    SSL_set_bio(session_.get(), bio, bio);
    trouble_.side = context_->side;
    SSL_set_app_data(session_.get(), &trouble_);
    if (context_->side == Side::Client) {
        expect(name);
        SSL_set_connect_state(session_.get());
    } else {
        SSL_set_accept_state(session_.get());
    }
}

/// Who the server must be. An address is no name for SNI [RFC 6066, section 3].
void TlsStream::expect(const std::string& name) {
    std::string wanted = base::to_lower(name);
    trouble_.wanted = name;
    X509_VERIFY_PARAM* const rules = SSL_get0_param(session_.get());
    if (X509_VERIFY_PARAM_set1_ip_asc(rules, wanted.c_str()) == 1) return;
    X509_VERIFY_PARAM_set_hostflags(rules, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    if (X509_VERIFY_PARAM_set1_host(rules, wanted.data(), wanted.size()) != 1)
        throw std::bad_alloc();
    // Without it the server shows the certificate that it has for nobody in particular.
    static_cast<void>(SSL_ctrl(session_.get(), SSL_CTRL_SET_TLSEXT_HOSTNAME,
                               TLSEXT_NAMETYPE_host_name, wanted.data()));
}

void TlsStream::begin_call() {
    ERR_clear_error();
    wire_.allowance = kAtOnce;
}

Progress TlsStream::establish() {
    if (read_end_) return *read_end_;
    begin_call();
    const int result = SSL_do_handshake(session_.get());
    if (result == 1) return Progress::Moved;
    const Progress outcome = judge(result, to_shake_hands_);
    if (outcome != Progress::Blocked) read_end_ = write_end_ = outcome;
    return outcome;
}

/// As many records as there is place for: one that stays behind in libssl does not make the
/// descriptor ready.
Transfer TlsStream::read(std::span<base::Byte> place) {
    has_more_ = false;
    std::size_t have = 0;
    begin_call();
    while (!read_end_ && have < place.size()) {
        std::size_t got = 0;
        const auto rest = place.subspan(have);
        const int result = SSL_read_ex(session_.get(), rest.data(), rest.size(), &got);
        have += got;
        if (result == 1) continue;
        const Progress outcome = judge(result, to_read_);
        if (outcome == Progress::Blocked) break;
        read_end_ = outcome;
    }
    if (have == 0) return {read_end_.value_or(Progress::Blocked), 0};
    has_more_ = read_end_ || (have == place.size() && SSL_has_pending(session_.get()) == 1);
    return {Progress::Moved, have};
}

Transfer TlsStream::write(base::ByteView bytes) {
    if (write_end_) return {*write_end_, 0};
    begin_call();
    std::size_t done = 0;
    const int result = SSL_write_ex(session_.get(), bytes.data(), bytes.size(), &done);
    if (result == 1) return {Progress::Moved, done};
    const Progress outcome = judge(result, to_write_);
    if (outcome == Progress::Blocked) return {};
    write_end_ = outcome;
    if (outcome != Progress::Lost) read_end_ = outcome;
    return {outcome, 0};
}

Progress TlsStream::end_output() {
    if (is_established() && !farewell_sent_ && !write_end_) {
        begin_call();
        const int result = SSL_shutdown(session_.get());
        if (result < 0 && judge(result, to_write_) == Progress::Blocked) return Progress::Blocked;
        farewell_sent_ = true;
    }
    return wire_.below->end_output();
}

bool TlsStream::is_quiet() {
    if (has_more_ || read_end_) return false;
    begin_call();
    base::Byte byte = 0;
    std::size_t got = 0;
    const int result = SSL_peek_ex(session_.get(), &byte, 1, &got);
    if (result == 1) return false;
    const Progress outcome = judge(result, to_read_);
    if (outcome != Progress::Blocked) read_end_ = outcome;
    return outcome == Progress::Blocked;
}

Readiness TlsStream::awaits(bool reading, bool writing) const {
    if (!is_established()) return to_shake_hands_;
    const Readiness read = reading ? to_read_ : Readiness{};
    const Readiness write = writing ? to_write_ : Readiness{};
    return {read.input || write.input, read.output || write.output};
}

std::string TlsStream::protection() const {
    return is_established() ? SSL_get_version(session_.get()) : "";
}

/// What became of a call that was not successful.
Progress TlsStream::judge(int result, Readiness& waits_for) {
    Readiness& wanted = is_established() ? waits_for : to_shake_hands_;
    switch (SSL_get_error(session_.get(), result)) {
        case SSL_ERROR_WANT_READ:
            wanted = kInput;
            return Progress::Blocked;
        case SSL_ERROR_WANT_WRITE:
            wanted = kOutput;
            return Progress::Blocked;
        case SSL_ERROR_SSL:
            return fail(failure_of(ERR_peek_error(), trouble_));
        default:
            break;
    }
    if (!wire_.is_lost) return judge_end();
    failure_ = wire_.below->failure();
    return Progress::Lost;
}

Progress TlsStream::judge_end() {
    if (is_established())
        return wire_.has_ended && is_within_record(session_.get()) ? Progress::Cut : Progress::Ended;
    // Whoever only looks whether somebody listens is no failure.
    if (context_->side == Side::Server && !wire_.has_received) return Progress::Ended;
    return fail("the peer has closed the connection in the TLS handshake");
}

Progress TlsStream::fail(std::string why) {
    ERR_clear_error();
    if (failure_.empty()) failure_ = std::move(why);
    return Progress::Insecure;
}

}  // namespace ptkt::tls
