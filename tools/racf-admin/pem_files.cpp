#include "tools/racf-admin/pem_files.hpp"

#include "common/cli/input.hpp"
#include "common/cli/secret_source.hpp"

namespace ptkt::admin {

namespace {

constexpr std::size_t kLongestPem = std::size_t{1} << 20U;

}  // namespace

base::Result<crypto::Certificate> read_certificate(cli::Io& io, const std::string& file) {
    auto input = cli::open_input(io, file);
    if (!input) return std::move(input).error();
    const auto text = input->read_all(kLongestPem);
    if (!text) return text.error();
    auto certificate = crypto::Certificate::of_pem(*text, input->name());
    if (!certificate) return certificate;
    if (auto valid = certificate->check_period(io.now()); !valid) return std::move(valid).error();
    return certificate;
}

base::Result<crypto::PrivateKey> read_private_key(cli::Io& io, const std::string& source) {
    const auto text = cli::read_secret(io, source);
    if (!text) return text.error();
    return crypto::PrivateKey::of_pem(*text, source);
}

}  // namespace ptkt::admin
