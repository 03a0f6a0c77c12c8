-- phpMyAdmin SQL Dump
-- version 5.2.1
SET SQL_MODE = "NO_AUTO_VALUE_ON_ZERO";
START TRANSACTION;
SET time_zone = "+00:00";

CREATE TABLE `agenda` (
  `id` int(11) NOT NULL,
  `config_id` int(11) DEFAULT NULL,
  `id_artikel` int(11) NOT NULL,
  `tgl_agenda` timestamp NOT NULL DEFAULT current_timestamp(),
  `koordinator_kegiatan` varchar(50) NOT NULL,
  `lokasi_kegiatan` varchar(100) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

INSERT INTO `agenda` (`id`, `config_id`, `id_artikel`, `tgl_agenda`, `koordinator_kegiatan`, `lokasi_kegiatan`) VALUES
(1, 1, 52, '2024-08-17 07:30:00', 'Karang Taruna', 'Lapangan Krajan');

CREATE TABLE `artikel` (
  `id` int(11) NOT NULL,
  `config_id` int(11) DEFAULT NULL,
  `gambar` varchar(200) DEFAULT NULL,
  `isi` longtext NOT NULL,
  `enabled` tinyint(1) NOT NULL DEFAULT 1,
  `tgl_upload` timestamp NOT NULL DEFAULT current_timestamp(),
  `id_kategori` int(11) DEFAULT NULL,
  `id_user` int(11) NOT NULL,
  `judul` varchar(200) NOT NULL,
  `headline` int(11) NOT NULL DEFAULT 0,
  `gambar1` varchar(200) DEFAULT NULL,
  `gambar2` varchar(200) DEFAULT NULL,
  `gambar3` varchar(200) DEFAULT NULL,
  `dokumen` varchar(400) DEFAULT NULL,
  `link_dokumen` varchar(200) DEFAULT NULL,
  `boleh_komentar` tinyint(1) NOT NULL DEFAULT 1,
  `slug` varchar(200) DEFAULT NULL,
  `hit` int(11) DEFAULT 0,
  `tampilan` tinyint(1) DEFAULT NULL,
  `slider` tinyint(1) DEFAULT NULL,
  `tipe` varchar(20) NOT NULL DEFAULT 'dinamis',
  `created_at` timestamp NULL DEFAULT NULL,
  `updated_at` timestamp NULL DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

INSERT INTO `artikel` (`id`, `config_id`, `gambar`, `isi`, `enabled`, `tgl_upload`, `id_kategori`, `id_user`, `judul`, `headline`, `gambar1`, `gambar2`, `gambar3`, `dokumen`, `link_dokumen`, `boleh_komentar`, `slug`, `hit`, `tampilan`, `slider`, `tipe`, `created_at`, `updated_at`) VALUES
(51, 1, '1718000000balai.jpg', '<p><strong>1.</strong> Balai desa dicat warga.</p>\r\n<p><img src=\"../../../desa/upload/media/cat.jpg\" alt=\"\" /> <img src=\"https://desa-contoh.example/desa/upload/media/cat.jpg?1718\" alt=\"Cat tembok\" /></p>\r\n<p>Lihat <a href=\"../../../artikel/2024/8/1/lomba\">lomba</a>, <a href=\"https://desa-contoh.example/index.php/artikel/2024/8/1/lomba\">lomba</a> dan <a href=\"https://desa-contoh.example/data-statistik/umur\">statistik umur</a>.</p>\r\n<ol>\r\n<li><strong>a.&nbsp;&nbsp; </strong><strong>Jumlah</strong></li>\r\n</ol>', 1, '2024-06-10 13:13:20', 4, 1, 'Balai dicat', 1, '1718000000', '', NULL, '', '', 1, 'balai-dicat', 5, 1, 0, 'dinamis', NULL, NULL),
(52, 1, NULL, '<p>Lomba tujuhbelasan.</p>', 1, '2024-08-01 09:00:00', 1000, 2, 'Lomba', 0, NULL, NULL, NULL, NULL, NULL, 1, 'lomba', 0, 1, 0, 'agenda', NULL, NULL),
(53, 1, NULL, '<p>Pengambilan data keluarga: KK 3309122501110004, Jl. Contoh 5.</p>', 1, '2024-08-02 09:00:00', 4, 2, 'Data keluarga', 0, NULL, NULL, NULL, 'data.pdf', NULL, 1, 'data-keluarga', 0, 1, 0, 'dinamis', NULL, NULL),
(54, 1, NULL, '<p>Isi keuangan.</p>', 1, '2024-08-02 09:00:00', 1001, 2, 'Keuangan', 0, NULL, NULL, NULL, NULL, NULL, 1, NULL, 0, 1, 0, 'keuangan', NULL, NULL),
(55, 1, NULL, 'widget.php', 1, '2024-08-02 09:00:00', 1003, 2, 'Aparatur', 0, NULL, NULL, NULL, NULL, NULL, 1, NULL, 0, 1, 0, 'widget', NULL, NULL);

CREATE TABLE `config` (
  `id` int(11) NOT NULL,
  `app_key` varchar(100) DEFAULT NULL,
  `nama_desa` varchar(100) NOT NULL,
  `website` varchar(100) DEFAULT NULL,
  `nip_kepala_desa` varchar(20) DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;
INSERT INTO `config` (`id`, `app_key`, `nama_desa`, `website`, `nip_kepala_desa`) VALUES
(1, 'base64:xx', 'Contoh', 'http://desa-contoh.example/', '0');

CREATE TABLE `dokumen` (
  `id` int(11) NOT NULL,
  `satuan` varchar(200) DEFAULT NULL,
  `nama` varchar(200) NOT NULL,
  `id_pend` int(11) NOT NULL DEFAULT 0
) ENGINE=InnoDB;
INSERT INTO `dokumen` (`id`, `satuan`, `nama`, `id_pend`) VALUES (1, 'ktp.jpg', 'KTP Warga Contoh', 7);

CREATE TABLE `kategori` (
  `id` int(11) NOT NULL,
  `config_id` int(11) DEFAULT NULL,
  `kategori` varchar(100) NOT NULL,
  `tipe` int(11) NOT NULL DEFAULT 1,
  `slug` varchar(100) DEFAULT NULL
) ENGINE=InnoDB;
INSERT INTO `kategori` (`id`, `config_id`, `kategori`, `tipe`, `slug`) VALUES (4, 1, 'Berita Desa', 1, 'berita-desa');

CREATE TABLE `komentar` (
  `id` int(11) NOT NULL,
  `id_artikel` int(11) NOT NULL,
  `owner` varchar(50) NOT NULL,
  `email` varchar(50) DEFAULT NULL,
  `komentar` text NOT NULL
) ENGINE=InnoDB;
INSERT INTO `komentar` (`id`, `id_artikel`, `owner`, `email`, `komentar`) VALUES (1, 51, 'Warga', 'w@desa.example', 'Bagus');

CREATE TABLE `tweb_penduduk` (`id` int(11) NOT NULL, `nama` varchar(100) NOT NULL, `nik` varchar(16) NOT NULL, `alamat_sekarang` varchar(200) NOT NULL) ENGINE=InnoDB;
INSERT INTO `tweb_penduduk` (`id`, `nama`, `nik`, `alamat_sekarang`) VALUES (7, 'Warga Rahasia', '3309120101800001', 'Jl. Rahasia 1');

CREATE TABLE `user` (`id` int(11) NOT NULL, `username` varchar(100) NOT NULL, `password` varchar(100) NOT NULL, `nama` varchar(50) DEFAULT NULL) ENGINE=InnoDB;
INSERT INTO `user` (`id`, `username`, `password`, `nama`) VALUES (1, 'admin', '$2y$10$rahasia', 'Administrator'), (2, 'budi', '$2y$10$rahasia', 'Budi Contoh');
COMMIT;
