#include "common/ims/wire/irm.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <type_traits>
#include <utility>

#include "common/ims/wire/big_endian.hpp"
#include "common/ims/wire/layout.hpp"

namespace ptkt::ims_wire {

namespace {

/// Which member a field of the layout is read into, and written from.
template <typename Value>
struct Place : Field {
    Value Irm::*member;
};

/// Fields that every IRM of 80 bytes and more has.
constexpr Place<base::Byte> kByteFields[] = {
    {field::kIrmArch, &Irm::arch},   {field::kIrmF0, &Irm::f0},     {field::kIrmF5, &Irm::f5},
    {field::kIrmTimer, &Irm::timer}, {field::kIrmSoct, &Irm::soct}, {field::kIrmEs, &Irm::es},
    {field::kIrmF1, &Irm::f1},       {field::kIrmF2, &Irm::f2},     {field::kIrmF3, &Irm::f3},
};
constexpr Place<std::string> kTextFields[] = {
    {field::kIrmClientId, &Irm::client_id},  {field::kIrmTrncod, &Irm::trancode},
    {field::kIrmImsDestId, &Irm::datastore}, {field::kIrmLterm, &Irm::lterm},
    {field::kIrmRacfUserid, &Irm::userid},   {field::kIrmRacfGrpname, &Irm::group},
};

/// Fields that are there when IRM_ARCH knows them and IRM_LEN reaches their end.
constexpr Place<std::optional<std::string>> kOptionalFields[] = {
    {field::kIrmApplNm, &Irm::appl_name},   {field::kIrmReroutNm, &Irm::reroute},
    {field::kIrmTagAdapt, &Irm::tag_adapt}, {field::kIrmTagMap, &Irm::tag_map},
    {field::kIrmModname, &Irm::modname},
};

/// Does something with each row of a list, whose offsets are then constants in the code.
template <const auto& kRows, typename Act>
void each(const Act& act) {
    [&]<std::size_t... kAt>(std::index_sequence<kAt...>) {
        (act(std::integral_constant<std::size_t, kAt>()), ...);
    }
    (std::make_index_sequence<std::size(kRows)>());
}

std::string text_at(base::ByteView message, const Field& field, Code code) {
    const auto text = without_fill(message.subspan(field.at, field.length), code);
    return text.empty() ? std::string() : to_text(text, code);
}

/// The same into a text that is empty.
void read_text(base::ByteView message, const Field& field, Code code, std::string& text) {
    const auto bytes = without_fill(message.subspan(field.at, field.length), code);
    if (!bytes.empty()) text = to_text(bytes, code);
}

/// The password field as text, never folded; the text that it passes through is wiped.
base::Secret secret_at(base::ByteView message, const Field& field, Code code) {
    std::string text = text_at(message, field, code);
    const base::WipeGuard guard(text);
    return base::Secret(base::as_bytes(text));
}

template <const Field& kToken>
std::array<base::Byte, kToken.length> token_at(base::ByteView message) {
    std::array<base::Byte, kToken.length> token;
    std::ranges::copy(message.subspan(kToken.at, kToken.length), token.begin());
    return token;
}

/// The offset behind the IRM.
base::Result<std::size_t, DecodeError> irm_end(base::ByteView message) {
    const std::size_t length = u16_at(message, field::kIrmLen.at);
    const std::size_t end = field::kIrmLen.at + length;
    if (length < kSmallestIrm)
        return exit_refuses(rsncod::kIrmLength, field::kIrmLen.at,
                            fmt::format("IRM length {} is below {}", length, kSmallestIrm));
    if (end + kTrailerLength > message.size())
        return exit_refuses(
            rsncod::kIrmLength, field::kIrmLen.at,
            fmt::format("IRM length {} does not fit in a message of {}", length, message.size()));
    return end;
}

void read_flags(base::ByteView message, Irm& irm) {
    each<kByteFields>([&](auto row) {
        constexpr auto& kField = kByteFields[row];
        irm.*kField.member = message[kField.at];
    });
    irm.nak_reason = u16_at(message, field::kIrmNakRsncde.at);
}

void read_optional_fields(base::ByteView message, std::size_t end, Code code, Irm& irm) {
    const auto has = [&](const Field& one) { return irm.arch >= one.arch && one.end() <= end; };
    for (const auto& one : kOptionalFields) {
        if (has(one)) read_text(message, one, code, (irm.*one.member).emplace());
    }
    if (has(field::kCorrelationToken))
        irm.correlation_token = token_at<field::kCorrelationToken>(message);
    if (has(field::kIrmSestkn)) irm.session_token = token_at<field::kIrmSestkn>(message);
}

base::Status put_text(std::string_view text, const Field& field, Code code, base::Bytes& message) {
    auto bytes = to_wire(text, code);
    if (!bytes) return std::move(bytes).error().within(std::string(field.label));
    const base::WipeGuard guard(*bytes);
    if (bytes->size() > field.length)
        return base::fail(base::ErrorKind::Malformed, "{} is longer than {} characters",
                          field.label, field.length);
    const auto place = message.begin() + static_cast<std::ptrdiff_t>(field.at);
    std::fill_n(std::ranges::copy(*bytes, place).out, field.length - bytes->size(), blank(code));
    return {};
}

base::Status needs_arch(const Field& field) {
    return base::fail(base::ErrorKind::Malformed, "{} needs IRM_ARCH {}", field.label, field.arch);
}

void write_flags(const Irm& irm, Code code, base::Bytes& message) {
    each<kByteFields>([&](auto row) {
        constexpr auto& kField = kByteFields[row];
        message[kField.at] = irm.*kField.member;
    });
    put_u16(message, field::kIrmNakRsncde.at, irm.nak_reason);
    message[field::kIrmF4.at] = letter_of(irm.f4, code);
}

base::Status write_texts(const Irm& irm, Dialect dialect, std::size_t end, base::Bytes& message) {
    const auto id = dialect.exit == Exit::Sampl1 ? kSampl1Id : kSampl0Id;
    auto status = put_text(id, field::kIrmId, dialect.code, message);
    for (const auto& one : kTextFields) {
        if (!status) return status;
        status = put_text(irm.*one.member, one, dialect.code, message);
    }
    if (!status) return status;
    status = put_text(base::as_text(irm.password.view()), field::kIrmRacfPw, dialect.code, message);
    for (const auto& one : kOptionalFields) {
        if (!status) return status;
        const auto& text = irm.*one.member;
        if (text && irm.arch < one.arch) return needs_arch(one);
        if (one.end() <= end) status = put_text(text.value_or(""), one, dialect.code, message);
    }
    return status;
}

template <typename Token>
base::Status write_token(const std::optional<Token>& token, const Field& field, base::Byte arch,
                         base::Bytes& message) {
    if (!token) return {};
    if (arch < field.arch) return needs_arch(field);
    std::ranges::copy(*token, message.begin() + static_cast<std::ptrdiff_t>(field.at));
    return {};
}

base::Status write_tokens(const Irm& irm, base::Bytes& message) {
    auto status = write_token(irm.correlation_token, field::kCorrelationToken, irm.arch, message);
    if (status) status = write_token(irm.session_token, field::kIrmSestkn, irm.arch, message);
    return status;
}

base::Status write_extensions(const Irm& irm, base::Bytes& message) {
    const bool known = irm.arch >= field::kIrmExtnOff.arch;
    if (irm.extensions.empty() && known && (irm.f0 & f0::kExtens) != 0)
        return base::fail(base::ErrorKind::Malformed, "IRM_F0 says extensions, but there are none");
    if (irm.extensions.empty()) return {};
    if (!known)
        return base::fail(base::ErrorKind::Malformed, "extensions need IRM_ARCH {}",
                          field::kIrmExtnOff.arch);
    constexpr std::size_t kFirst = kIrmLayout.length();
    message[field::kIrmF0.at] |= f0::kExtens;
    put_u16(message, field::kIrmExtnOff.at, kFirst - field::kIrmLen.at);
    encode_extensions(irm.extensions, std::span(message).subspan(kFirst));
    return {};
}

}  // namespace

std::optional<DecodeError> decode_irm(base::ByteView message, Code code, Irm& irm) {
    const auto end = irm_end(message);
    if (!end) return end.error();
    read_flags(message, irm);
    const auto kind = message_kind(message[field::kIrmF4.at]);
    if (!kind)
        return exit_refuses(
            rsncod::kContent, field::kIrmF4.at,
            fmt::format("IRM_F4 X'{:02X}' is not a message type", message[field::kIrmF4.at]));
    irm.f4 = *kind;
    each<kTextFields>([&](auto row) {
        constexpr auto& kField = kTextFields[row];
        read_text(message, kField, code, irm.*kField.member);
    });
    irm.password = secret_at(message, field::kIrmRacfPw, code);
    read_optional_fields(message, *end, code, irm);
    if ((irm.f0 & f0::kExtens) != 0 && irm.arch >= field::kIrmExtnOff.arch) {
        auto extensions = decode_extensions(message, *end);
        if (!extensions) return extensions.error();
        irm.extensions = *std::move(extensions);
    }
    return std::nullopt;
}

std::size_t irm_length(const Irm& irm) {
    std::size_t end = field::kIrmLen.at + kSmallestIrm;
    for (const auto& one : kOptionalFields) {
        if ((irm.*one.member).has_value()) end = one.end();
    }
    if (irm.correlation_token) end = field::kCorrelationToken.end();
    if (irm.session_token) end = field::kIrmSestkn.end();
    if (!irm.extensions.empty()) end = kIrmLayout.length() + encoded_length(irm.extensions);
    return end - field::kIrmLen.at;
}

base::Status encode_irm(const Irm& irm, Dialect dialect, base::Bytes& message) {
    const std::size_t length = irm_length(irm);
    if (length > 0xFFFF)
        return base::fail(base::ErrorKind::Malformed, "IRM of {} bytes is longer than 65,535",
                          length);
    put_u16(message, field::kIrmLen.at, static_cast<std::uint16_t>(length));
    write_flags(irm, dialect.code, message);
    auto status = write_texts(irm, dialect, field::kIrmLen.at + length, message);
    if (status) status = write_tokens(irm, message);
    if (status) status = write_extensions(irm, message);
    return status;
}

}  // namespace ptkt::ims_wire
