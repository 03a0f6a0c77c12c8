-- MySQL dump 10.13  Distrib 8.0.36, for Linux (x86_64)
--
-- Host: localhost    Database: opensid
-- ------------------------------------------------------
/*!40101 SET NAMES utf8mb4 */;
/*!40103 SET TIME_ZONE='+00:00' */;

--
-- Table structure for table `artikel`
--

DROP TABLE IF EXISTS `artikel`;
CREATE TABLE `artikel` (
  `id` int NOT NULL AUTO_INCREMENT,
  `config_id` int NOT NULL,
  `gambar` varchar(200) DEFAULT NULL,
  `isi` longtext NOT NULL,
  `enabled` int NOT NULL DEFAULT '1',
  `tgl_upload` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  `id_kategori` int DEFAULT NULL,
  `id_user` int NOT NULL,
  `judul` varchar(100) NOT NULL,
  `headline` int DEFAULT '0',
  `gambar1` varchar(200) DEFAULT NULL,
  `gambar2` varchar(200) DEFAULT NULL,
  `gambar3` varchar(200) DEFAULT NULL,
  `dokumen` varchar(400) DEFAULT NULL,
  `link_dokumen` varchar(200) DEFAULT NULL,
  `boleh_komentar` tinyint(1) NOT NULL DEFAULT '1',
  `slug` varchar(200) DEFAULT NULL,
  `hit` int DEFAULT '0',
  `tipe` varchar(20) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `id_kategori` (`id_kategori`)
) ENGINE=InnoDB AUTO_INCREMENT=35 DEFAULT CHARSET=utf8mb4;

LOCK TABLES `artikel` WRITE;
/*!40000 ALTER TABLE `artikel` DISABLE KEYS */;
INSERT INTO `artikel` VALUES (31,1,'170_panen.jpg','<p>Warga <b>Krajan</b> memanen padi; katanya: \"alhamdulillah\".</p>\r\n<p>Harga naik \'sedikit\' (Rp6.500); lihat <a href=\"/artikel/2024/5/14/rapat-desa\">rapat</a>.</p>',1,'2024-05-12 08:30:00',4,1,'Panen raya di Krajan',0,'171_gudang.jpg','','','jadwal.pdf','Jadwal panen',1,'panen-raya-di-krajan',215,'dinamis'),(32,1,'','<p>Rapat desa, hasilnya disepakati; (a) iuran, (b) ronda.</p>',1,'2024-05-14 19:00:00',1000,2,'Rapat desa',0,NULL,NULL,NULL,NULL,NULL,1,'rapat-desa',0,'agenda');
INSERT INTO `artikel` VALUES (33,1,'','<p>Konsep pengumuman.</p>',2,'2024-05-15 09:00:00',4,1,'Pengumuman',0,NULL,NULL,NULL,NULL,NULL,1,'pengumuman',0,'dinamis'),(34,1,'','<h2>Sejarah</h2><p>Desa berdiri tahun 1912.</p>',1,'2020-01-05 09:00:00',999,1,'Sejarah desa',0,NULL,NULL,NULL,NULL,NULL,1,'sejarah-desa',12,'statis');
/*!40000 ALTER TABLE `artikel` ENABLE KEYS */;
UNLOCK TABLES;

CREATE TABLE `config` (
  `id` int NOT NULL,
  `nama_desa` varchar(100) NOT NULL,
  `website` varchar(100) DEFAULT NULL
) ENGINE=InnoDB;
INSERT INTO `config` VALUES (1,'Contoh','https://desa-contoh.example');

CREATE TABLE `kategori` (
  `id` int NOT NULL,
  `config_id` int NOT NULL,
  `kategori` varchar(100) NOT NULL,
  `tipe` int DEFAULT '1'
) ENGINE=InnoDB;
INSERT INTO `kategori` VALUES (4,1,'Berita Desa',1),(5,1,'Potensi',1);

CREATE TABLE `tweb_penduduk` (
  `id` int NOT NULL,
  `nama` varchar(100) NOT NULL,
  `nik` varchar(16) NOT NULL
) ENGINE=InnoDB;
INSERT INTO `tweb_penduduk` VALUES (1,'O\'Contoh; INSERT INTO `artikel` VALUES','3309120101800001');

CREATE TABLE `user` (
  `id` int NOT NULL,
  `username` varchar(100) NOT NULL,
  `nama` varchar(50) DEFAULT NULL
) ENGINE=InnoDB;
INSERT INTO `user` VALUES (1,'admin','Administrator'),(2,'siti','Operator Contoh');
-- Dump completed on 2024-06-10  9:00:00
