DROP VIEW IF EXISTS daftar_kontak;
#
# TABLE STRUCTURE FOR: artikel
#

DROP TABLE IF EXISTS `artikel`;

CREATE TABLE `artikel` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `gambar` varchar(200) NOT NULL,
  `isi` text NOT NULL,
  `enabled` int(2) NOT NULL DEFAULT '1',
  `tgl_upload` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  `id_kategori` int(4) NOT NULL,
  `id_user` int(4) NOT NULL,
  `judul` varchar(100) NOT NULL,
  `jenis_widget` tinyint(2) NOT NULL DEFAULT '3'
) ENGINE=InnoDB DEFAULT CHARSET=latin1;

INSERT INTO `artikel` (`id`, `gambar`, `isi`, `enabled`, `tgl_upload`, `id_kategori`, `id_user`, `judul`, `jenis_widget`) VALUES (7, '', '<p><strong>Awal mula</strong><br /> 1. (2006) warga berembuk.<br /> 2. (2008) tata kelola dibahas; lalu diuji.<br />\r\n\"Semua setuju\" kata ''pak lurah''.</p>', 1, '2013-03-31 13:31:04', 1000, 1, 'Awal mula sistem desa', 3);
INSERT INTO `artikel` (`id`, `gambar`, `isi`, `enabled`, `tgl_upload`, `id_kategori`, `id_user`, `judul`, `jenis_widget`) VALUES (11, '', 'layanan.php', 1, '2014-04-17 00:00:00', 1003, 1, 'Layanan', 1);
INSERT INTO `artikel` (`id`, `gambar`, `isi`, `enabled`, `tgl_upload`, `id_kategori`, `id_user`, `judul`, `jenis_widget`) VALUES (12, '', '<div style=\"text-align: justify;\">Isi wilayah desa.</div>', 1, '0000-00-00 00:00:00', 999, 1, 'Wilayah desa', 3);
